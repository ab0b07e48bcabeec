package check

import (
	"fmt"

	"github.com/fluxcd/cli-utils/pkg/kstatus/status"

	"odds-update/tools/proof/internal/health"
	"odds-update/tools/proof/internal/repo"
)

// gates judges every composite resource, in each state that it came through on its way up, by the expressions of its
// phase: Flux must go on waiting until it is ready, give up in none of them, and be done then.
func gates(loaded *repo.Repo, made composites) (int, []repo.Finding, error) {
	all, err := health.Gates(loaded)
	if err != nil {
		return 0, nil, err
	}
	states := 0
	var findings []repo.Finding
	for _, composite := range made {
		for _, gate := range all {
			if gate.Phase.GetName() != composite.Phase || !gate.Covers(composite.GroupVersionKind()) {
				continue
			}
			for i, step := range composite.Steps {
				states++
				wanted := status.InProgressStatus
				if step.Ready() {
					wanted = status.CurrentStatus
				}
				if got, err := gate.Evaluate(step.XR); err != nil {
					return states, nil, err
				} else if got != wanted {
					findings = append(findings, gate.Phase.Finding(fmt.Sprintf("spec.healthCheckExprs: %s: of %s in step %d of its way up Flux "+
						"would say %s, and it is %s", gate.Name(), composite.Title(), i, got, wanted)))
				}
			}
		}
	}
	return states, findings, nil
}
