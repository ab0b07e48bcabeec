// Package parts runs what a whole proof consists of beside the environments: the tests of this module, built before,
// and the scripts that judge other languages.
package parts

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"
)

// Part is one process.
type Part struct {
	Name    string
	Folder  string
	Command []string
	// read takes from its output how much it judged and, if it failed, the first failure.
	read func(folder, output string) (judged int, failure string)
}

// Result is how it went.
type Result struct {
	Part
	Judged  int
	Seconds float64
	// Failure is the first one, "" if there is none; Output is all that was said, only of a failure.
	Failure string
	Output  string
}

// slowest are begun first: nothing is left for a second core to do while the last of them runs.
var slowest = []string{"check", "bootstrap"}

// Tests are the packages of tools/proof that have tests; their binaries lie in a folder, named after the packages.
func Tests(root, binaries string) ([]Part, error) {
	module := filepath.Join(root, "tools", "proof")
	var parts []Part
	err := filepath.WalkDir(module, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.IsDir() {
			return err
		}
		if entry.Name() == "testdata" {
			return filepath.SkipDir
		}
		tests, err := filepath.Glob(filepath.Join(path, "*_test.go"))
		if err != nil || len(tests) == 0 {
			return err
		}
		binary := filepath.Join(binaries, entry.Name()+".test")
		if _, err := os.Stat(binary); err != nil {
			return fmt.Errorf("the tests of %s are not built: %w", path, err)
		}
		parts = append(parts, Part{Name: entry.Name(), Folder: path, read: ofGo,
			Command: []string{binary, "-test.v", "-test.timeout=20m", "-test.paniconexit0"}})
		return nil
	})
	slices.SortStableFunc(parts, func(a, b Part) int { return rank(a) - rank(b) })
	return parts, err
}

func rank(p Part) int {
	if i := slices.Index(slowest, p.Name); i >= 0 {
		return i
	}
	return len(slowest)
}

// Scripts are tools/test-*.sh but the one that runs all this.
func Scripts(root string) ([]Part, error) {
	files, err := filepath.Glob(filepath.Join(root, "tools", "test-*.sh"))
	var parts []Part
	for _, file := range files {
		if name := strings.TrimSuffix(filepath.Base(file), ".sh"); name != "test-infra" {
			parts = append(parts, Part{Name: name, Folder: root, Command: []string{file}, read: ofScript})
		}
	}
	return parts, err
}

// Run all of them, some at a time; done hears of each.
func Run(ctx context.Context, parts []Part, atATime int, done func(Result)) {
	free := make(chan struct{}, atATime)
	var running sync.WaitGroup
	for _, part := range parts {
		free <- struct{}{}
		running.Go(func() {
			done(part.run(ctx))
			<-free
		})
	}
	running.Wait()
}

func (p Part) run(ctx context.Context) Result {
	started := time.Now()
	var output bytes.Buffer
	command := exec.CommandContext(ctx, p.Command[0], p.Command[1:]...)
	command.Dir, command.Stdout, command.Stderr = p.Folder, &output, &output
	// What it starts ends with it: API servers above all.
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	command.Cancel = func() error { return syscall.Kill(-command.Process.Pid, syscall.SIGTERM) }
	command.WaitDelay = 10 * time.Second
	err := command.Run()
	result := Result{Part: p, Seconds: time.Since(started).Seconds()}
	result.Judged, result.Failure = p.read(p.Folder, output.String())
	if err == nil {
		result.Failure = ""
		return result
	}
	var exit *exec.ExitError
	if result.Failure == "" || !errors.As(err, &exit) {
		result.Failure = strings.TrimSpace(err.Error() + ": " + lastLine(output.String()))
	}
	result.Output = output.String()
	return result
}
