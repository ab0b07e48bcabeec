package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"

	"odds-update/tools/proof/internal/check"
	"odds-update/tools/proof/internal/parts"
	"odds-update/tools/proof/internal/repo"
	"odds-update/tools/proof/internal/table"
	"odds-update/tools/proof/internal/topics"
)

func init() {
	register("check", "builds, validates and applies the control plane to real API servers, in order", runCheck)
	register("build", "only builds every Kustomization, and says what cannot be built", runBuild)
}

// settings are what both commands share.
type settings struct {
	root         string
	work         string
	environments []string
}

func readSettings(name string, arguments []string, more func(*flag.FlagSet)) (settings, func(), error) {
	flags := flag.NewFlagSet(name, flag.ContinueOnError)
	root := flags.String("root", ".", "the repository")
	environment := flags.String("env", "all", "dev, prod or all")
	if more != nil {
		more(flags)
	}
	if err := flags.Parse(arguments); err != nil {
		return settings{}, nil, err
	}
	s := settings{environments: repo.Environments}
	if *environment != "all" {
		s.environments = strings.Split(*environment, ",")
	}
	var err error
	if s.root, err = filepath.Abs(*root); err != nil {
		return s, nil, err
	}
	if s.work, err = os.MkdirTemp("", "proof-*"); err != nil {
		return s, nil, err
	}
	return s, func() { _ = os.RemoveAll(s.work) }, nil
}

func runBuild(_ context.Context, arguments []string) error {
	s, clean, err := readSettings("build", arguments, nil)
	if err != nil {
		return err
	}
	defer clean()
	_, findings := check.Load(s.root, s.work, s.environments)
	return report(append(findings, topics.Check(os.DirFS(s.root))...))
}

func runCheck(ctx context.Context, arguments []string) error {
	var tests string
	s, clean, err := readSettings("check", arguments, func(flags *flag.FlagSet) {
		flags.StringVar(&tests, "tests", "", "the folder of the built tests (tools/build.sh tests): these and the scripts tools/test-*.sh run too")
	})
	if err != nil {
		return err
	}
	defer clean()
	started := time.Now()
	all := &table.Table{Progress: stderr}
	beside := func() []repo.Finding { return nil }
	if tests != "" {
		if beside, err = startParts(ctx, s.root, tests, all); err != nil {
			return err
		}
	}
	findings, err := checkEnvironments(ctx, s, all)
	findings = append(findings, beside()...)
	if err != nil {
		_ = report(findings)
		return err
	}
	findings = once(findings)
	if err := all.Write(stdout); err != nil {
		return err
	}
	fmt.Fprintf(stdout, "\n%d findings in %.0f s\n", len(findings), time.Since(started).Seconds())
	return report(findings)
}

func checkEnvironments(ctx context.Context, s settings, all *table.Table) ([]repo.Finding, error) {
	built, started := all.Group("all"), time.Now()
	repos, findings := check.Load(s.root, s.work, s.environments)
	findings = append(findings, topics.Check(os.DirFS(s.root))...)
	row := table.Row{Name: "builds and topics", Objects: len(repos), Seconds: time.Since(started).Seconds()}
	if len(findings) > 0 {
		row.Failure = findings[0].Error()
	}
	built.Add(row)
	for _, r := range repos {
		if _, err := r.Order(); err != nil {
			return findings, nil
		}
	}
	run, err := check.Open(ctx, s.root, stderr, all)
	if err != nil {
		return findings, err
	}
	more, err := run.All(ctx, repos, s.work, true)
	return append(findings, more...), err
}

// startParts runs tests and scripts beside the environments, which keep a second core busy only at times. What it
// returns waits for them.
func startParts(ctx context.Context, root, tests string, all *table.Table) (func() []repo.Finding, error) {
	packages, err := parts.Tests(root, tests)
	if err != nil {
		return nil, err
	}
	scripts, err := parts.Scripts(root)
	if err != nil {
		return nil, err
	}
	group := all.Group("tests")
	var findings []repo.Finding
	var failed []parts.Result
	var running sync.WaitGroup
	var lock sync.Mutex
	running.Go(func() {
		parts.Run(ctx, append(packages, scripts...), 2, func(result parts.Result) {
			lock.Lock()
			defer lock.Unlock()
			group.Add(table.Row{Name: result.Name, Objects: result.Judged, Seconds: result.Seconds, Failure: result.Failure})
			if result.Failure != "" {
				failed = append(failed, result)
				findings = append(findings, failure(result))
			}
		})
	})
	return func() []repo.Finding {
		running.Wait()
		for _, result := range failed {
			fmt.Fprintf(stderr, "\n%s says:\n%s\n", result.Name, result.Output)
		}
		return findings
	}, nil
}

var located = regexp.MustCompile(`^([^\s:]+):(\d+)(?:: (.*))?$`)

// failure of a part as a finding: at its file and line, if it says them.
func failure(result parts.Result) repo.Finding {
	finding := repo.Finding{Phase: "tests", Object: result.Name, Origin: repo.Origin{File: "tools/proof"}, Message: result.Failure}
	if script := filepath.Base(result.Command[0]); filepath.Ext(script) == ".sh" {
		finding.Origin.File = "tools/" + script
	}
	if match := located.FindStringSubmatch(result.Failure); match != nil {
		finding.Origin.File, finding.Message = match[1], match[3]
		finding.Origin.Line, _ = strconv.Atoi(match[2])
	}
	return finding
}

// once drops what was found both when building and when applying, or both afresh and on top of the previous state.
func once(findings []repo.Finding) []repo.Finding {
	seen := map[string]bool{}
	var rest []repo.Finding
	for _, finding := range findings {
		text := onTop.ReplaceAllString(finding.Error(), "")
		if !seen[text] {
			seen[text] = true
			rest = append(rest, finding)
		}
	}
	return rest
}

// onTop is what a finding on top of the previous state says more.
var onTop = regexp.MustCompile(` \(on top of [^()]*\)$`)

func report(findings []repo.Finding) error {
	for _, finding := range findings {
		fmt.Fprintln(stdout, "FAILED", finding.Error())
	}
	if len(findings) > 0 {
		return errFailed
	}
	return nil
}
