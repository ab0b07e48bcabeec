package plane_test

import (
	"testing"

	"odds-update/tools/proof/internal/plane/planetest"
	"odds-update/tools/proof/internal/repo"
)

func TestEveryCompositeBecomesReady(t *testing.T) {
	for _, environment := range repo.Environments {
		t.Run(environment, func(t *testing.T) {
			for _, c := range planetest.Plane(t, environment).Composites {
				if c.Err != nil {
					t.Error(c.Finding(c.Err.Error()))
				}
				if final, ok := c.Final(); ok {
					t.Logf("%s: %d steps, %d resources", c.Name(), len(c.Steps), len(final.Composed))
				}
			}
		})
	}
}
