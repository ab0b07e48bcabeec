// Package check is the whole judgement of `make test-infra`: load, validate, apply in order, one table.
package check

import (
	"odds-update/tools/proof/internal/repo"
)

// Load builds every environment and finds what can be found without an API server. What a phase
// cannot build stands in the phase too.
func Load(root, work string, environments []string) ([]*repo.Repo, []repo.Finding) {
	var repos []*repo.Repo
	var findings []repo.Finding
	for _, environment := range environments {
		loaded, err := repo.Load(root, work, environment)
		findings = append(findings, of(environment, repo.Findings(err))...)
		if loaded == nil {
			continue
		}
		repos = append(repos, loaded)
		_, err = loaded.Order()
		findings = append(findings, of(environment, repo.Findings(err))...)
		findings = append(findings, of(environment, gateways(loaded))...)
	}
	// What prod alone has is no orphan of dev, so only a run over all can tell.
	if len(repos) == len(repo.Environments) {
		findings = append(findings, repo.Orphans(repos...)...)
	}
	return repos, findings
}

func of(environment string, findings []repo.Finding) []repo.Finding {
	for i := range findings {
		findings[i].Phase = environment + " " + findings[i].Phase
	}
	return findings
}
