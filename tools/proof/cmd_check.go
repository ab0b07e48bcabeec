package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"odds-update/tools/proof/internal/check"
	"odds-update/tools/proof/internal/repo"
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
	s, clean, err := readSettings("check", arguments, nil)
	if err != nil {
		return err
	}
	defer clean()
	started := time.Now()
	repos, findings := check.Load(s.root, s.work, s.environments)
	findings = append(findings, topics.Check(os.DirFS(s.root))...)
	for _, r := range repos {
		if _, err := r.Order(); err != nil {
			return report(findings)
		}
	}
	run, err := check.Open(ctx, s.root, stdout)
	if err != nil {
		return err
	}
	more, err := run.All(ctx, repos, s.work, true)
	if err != nil {
		return err
	}
	findings = append(findings, more...)
	findings = once(findings)
	fmt.Fprintf(stdout, "\n%d findings in %.0f s\n", len(findings), time.Since(started).Seconds())
	return report(findings)
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
