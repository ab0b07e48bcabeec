package main

import (
	"testing"

	"odds-update/tools/proof/internal/parts"
	"odds-update/tools/proof/internal/repo"
)

func TestAFindingIsSaidOnce(t *testing.T) {
	finding := repo.Finding{Phase: "dev rights", Message: "no such field (of v1)"}
	again, other := finding, finding
	again.Message += " (on top of 1a2b3c)"
	other.Message = "is immutable (on top of 1a2b3c)"
	rest := once([]repo.Finding{finding, finding, again, other})
	if len(rest) != 2 || rest[0] != finding || rest[1] != other {
		t.Errorf("want the finding and what only the upgrade finds, got %v", rest)
	}
}

func TestAFailedPartIsAFindingAtItsFileAndLine(t *testing.T) {
	for said, want := range map[string]string{
		"tools/proof/internal/rules/a_test.go:7: data: no": "tests: rules: tools/proof/internal/rules/a_test.go:7: data: no",
		"bootstrap.sh:7": "tests: rules: bootstrap.sh:7",
		"TestA fails":    "tests: rules: tools/proof: TestA fails",
	} {
		result := parts.Result{Part: parts.Part{Name: "rules", Command: []string{"/built/rules.test"}}, Failure: said}
		if got := failure(result).Error(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
