package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"odds-update/tools/proof/internal/plan"
	"odds-update/tools/proof/internal/plane"
	"odds-update/tools/proof/internal/repo"
	"odds-update/tools/proof/internal/revision"
)

func init() {
	register("plan", "shows what the working tree would change in every environment", runPlan)
}

func runPlan(ctx context.Context, arguments []string) error {
	flags := flag.NewFlagSet("plan", flag.ContinueOnError)
	root := flags.String("root", ".", "the repository")
	named := flags.String("base", "", "the revision to compare with; default: where the work left origin/main, without one main")
	if err := flags.Parse(arguments); err != nil {
		return err
	}
	here, err := filepath.Abs(*root)
	if err != nil {
		return err
	}
	base, err := revision.Base(ctx, here, *named)
	if err != nil {
		return err
	}
	folder, err := os.MkdirTemp("", "proof-base-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	if err := revision.Export(ctx, here, base.Revision, folder); err != nil {
		return err
	}
	fmt.Fprintf(stdout, "From %.12s to the working tree (%s).\n", base.Revision, base.Why)
	fmt.Fprintln(stdout, plan.Legend)
	before, behind, err := planes(ctx, "the base", folder, here, nil)
	if err != nil {
		return fmt.Errorf("the base: %w", err)
	}
	now, wrong, err := planes(ctx, "the working tree", here, here, before)
	if err != nil {
		return err
	}
	for _, environment := range repo.Environments {
		if now[environment] == nil {
			continue
		}
		plan.Compare(before[environment], now[environment]).Write(stdout)
	}
	return verdict(stdout, behind, wrong)
}

// verdict repeats at the end, where it is seen, what does not build or compose. What is wrong at the base is no
// failure: the working tree may repair it.
func verdict(out io.Writer, behind, wrong []string) error {
	if len(behind) > 0 {
		fmt.Fprintln(out, "\nThe base itself is not whole; what is wrong there is not compared:")
		for _, line := range behind {
			fmt.Fprintln(out, "  "+line)
		}
	}
	if len(wrong) == 0 {
		return nil
	}
	fmt.Fprintln(out, "\nFAILED: this would be refused. What is there already stays as it is, and above others take of it what they do now:")
	for _, line := range wrong {
		fmt.Fprintln(out, "  "+line)
	}
	return errFailed
}

// planes composes every environment of a checkout on top of its base; a checkout without a control plane has none.
// What does not build or compose is returned, line by line, and the rest is compared.
func planes(ctx context.Context, name, folder, proofRoot string, bases map[string]*plane.Plane) (map[string]*plane.Plane, []string, error) {
	if _, err := os.Stat(filepath.Join(folder, "clusters", repo.Hub)); os.IsNotExist(err) {
		return map[string]*plane.Plane{}, nil, nil
	}
	started := time.Now()
	fmt.Fprintf(stderr, "composing %s ...\n", name)
	session, err := plane.Open(ctx, folder, proofRoot)
	if err != nil {
		return nil, nil, err
	}
	defer session.Close()
	session.OnlyFinal, session.Admit, session.Bases = true, true, bases
	out, problems := session.Environments(ctx, proofRoot)
	var said []string
	for _, environment := range repo.Environments {
		for _, finding := range repo.Findings(problems[environment]) {
			said = append(said, fmt.Sprintf("%s: %v", environment, finding))
		}
	}
	fmt.Fprintf(stderr, "composed %s, %.0f s\n", name, time.Since(started).Seconds())
	return out, said, nil
}
