package main

import (
	"context"

	"odds-update/tools/proof/internal/plane"
	"odds-update/tools/proof/internal/repo"
	"odds-update/tools/proof/internal/rules"
)

func init() {
	renders["needs"] = func(context.Context, string) ([]generated, error) {
		return []generated{{rules.NeedsFile, func(ctx context.Context, root string) ([]byte, error) {
			var planes []*plane.Plane
			for _, environment := range repo.Environments {
				p, err := composed(ctx, root, environment)
				if err != nil {
					return nil, err
				}
				planes = append(planes, p)
			}
			return rules.Needs(planes...), nil
		}}}, nil
	}
}
