package crds

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"sort"
	"strconv"
	"strings"
)

// moduleFolder downloads a Go module from an empty folder, so that no go.mod changes, and compares its sum.
func moduleFolder(set Set) (string, error) {
	empty, err := os.MkdirTemp("", "crds-*")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(empty)
	command := exec.Command("go", "mod", "download", "-json", set.Module+"@"+set.Version)
	command.Dir = empty
	command.Env = append(os.Environ(), "GOTOOLCHAIN=local", "GOWORK=off", "GOFLAGS=-modcacherw=false")
	var message bytes.Buffer
	command.Stderr = &message
	output, err := command.Output()
	var downloaded struct{ Dir, Sum, Error string }
	if jsonErr := json.Unmarshal(output, &downloaded); jsonErr != nil || err != nil {
		return "", fmt.Errorf("go mod download %s@%s: %v %s%s", set.Module, set.Version, err, downloaded.Error, message.String())
	}
	if downloaded.Sum != set.Sum {
		return "", fmt.Errorf("%s@%s has sum %s, crds.lock.yaml says %s", set.Module, set.Version, downloaded.Sum, set.Sum)
	}
	return downloaded.Dir, nil
}

// CacheFolder is where definitions lie that are no Go modules.
func CacheFolder() string {
	cache := os.Getenv("XDG_CACHE_HOME")
	if cache == "" {
		home, _ := os.UserHomeDir()
		cache = filepath.Join(home, ".cache")
	}
	return filepath.Join(cache, "odds-update", "definitions")
}

// maven runs one goal of the dependency plugin, with the user's own settings and mirrors.
func maven(goal string, arguments ...string) error {
	command := exec.Command("mvn", append([]string{"-q", "-B", "-ntp", "dependency:" + goal}, arguments...)...)
	if output, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("mvn dependency:%s: %w\n%s", goal, err, output)
	}
	return nil
}

// artifactFolder has Maven bring a jar once, compares its sum and unpacks the wanted files.
func (c *Catalog) artifactFolder(set Set) (string, error) {
	folder := filepath.Join(c.cache, set.Sha256[:16])
	if _, err := os.Stat(folder); err == nil {
		return folder, nil
	}
	return folder, complete(folder, func(temporary string) error {
		libraries := filepath.Join(temporary, "lib")
		if err := maven("copy", "-Dartifact="+set.Artifact, "-DoutputDirectory="+libraries); err != nil {
			return err
		}
		jars, err := filepath.Glob(filepath.Join(libraries, "*.jar"))
		if err != nil || len(jars) != 1 {
			return fmt.Errorf("%s: Maven brought %d jars", set.Artifact, len(jars))
		}
		content, err := os.ReadFile(jars[0])
		if err != nil {
			return err
		}
		if sum := sha256.Sum256(content); hex.EncodeToString(sum[:]) != set.Sha256 {
			return fmt.Errorf("%s has sha256 %x, crds.lock.yaml says %s", set.Artifact, sum, set.Sha256)
		}
		if err := unpack(content, set.Paths, temporary); err != nil {
			return err
		}
		return os.RemoveAll(libraries)
	})
}

func unpack(content []byte, patterns []string, target string) error {
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return err
	}
	for _, file := range archive.File {
		for _, pattern := range patterns {
			if matches, _ := filepath.Match(pattern, file.Name); !matches {
				continue
			}
			reader, err := file.Open()
			if err != nil {
				return err
			}
			// The definitions are below 1 MB each.
			data, err := io.ReadAll(io.LimitReader(reader, 16<<20))
			reader.Close()
			if err != nil {
				return err
			}
			path := filepath.Join(target, filepath.FromSlash(pattern[:strings.LastIndex(pattern, "/")]), filepath.Base(file.Name))
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				return err
			}
			if err := os.WriteFile(path, data, 0o644); err != nil {
				return err
			}
		}
	}
	return nil
}

// complete fills a folder beside its final place first: a folder that exists is whole.
func complete(folder string, fill func(string) error) error {
	if err := os.MkdirAll(filepath.Dir(folder), 0o755); err != nil {
		return err
	}
	temporary, err := os.MkdirTemp(filepath.Dir(folder), ".part-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temporary)
	if err := fill(temporary); err != nil {
		return err
	}
	if err := os.Rename(temporary, folder); err != nil && !errors.Is(err, os.ErrExist) {
		return err
	}
	return nil
}

// generated runs Strimzi's generator on Strimzi's classes; Maven brings and checks both.
func (c *Catalog) generated(set Set) (string, error) {
	pom := filepath.Join(c.folder, set.Pom, "pom.xml")
	content, err := os.ReadFile(pom)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(append(content, strings.Join(set.Classes, " ")...))
	folder := filepath.Join(c.cache, hex.EncodeToString(sum[:8]))
	if _, err := os.Stat(folder); err == nil {
		return folder, nil
	}
	java, err := java21()
	if err != nil {
		return "", err
	}
	return folder, complete(folder, func(temporary string) error {
		libraries := filepath.Join(temporary, "lib")
		if err := maven("copy-dependencies", "-f", pom, "-DincludeScope=runtime", "-DoutputDirectory="+libraries); err != nil {
			return err
		}
		arguments := []string{"-cp", filepath.Join(libraries, "*"), "io.strimzi.crdgenerator.CrdGenerator", "--yaml", "--target-kube", "1.30+"}
		for _, class := range set.Classes {
			arguments = append(arguments, class+"="+filepath.Join(temporary, class[strings.LastIndex(class, ".")+1:]+".yaml"))
		}
		if output, err := exec.Command(java, arguments...).CombinedOutput(); err != nil {
			return fmt.Errorf("Strimzi's generator: %w\n%s", err, output)
		}
		return os.RemoveAll(libraries)
	})
}

var javaVersion = regexp.MustCompile(`version "(\d+)`)

// java21 finds a Java that can load Strimzi's classes: the newest of JAVA_HOME, the PATH and /usr/lib/jvm.
func java21() (string, error) {
	candidates := []string{filepath.Join(os.Getenv("JAVA_HOME"), "bin", "java"), "java"}
	installed, _ := filepath.Glob("/usr/lib/jvm/*/bin/java")
	sort.Strings(installed)
	for _, candidate := range append(candidates, installed...) {
		output, err := exec.Command(candidate, "-version").CombinedOutput()
		if err != nil {
			continue
		}
		match := javaVersion.FindSubmatch(output)
		if match == nil {
			continue
		}
		if version, _ := strconv.Atoi(string(match[1])); version >= 21 {
			return candidate, nil
		}
	}
	return "", errors.New("Strimzi's definitions are generated by Java 21 or newer: please install one " +
		"(e.g. temurin-25-jdk or openjdk-21-jre-headless) below /usr/lib/jvm, or point JAVA_HOME at it")
}
