package main

import (
	"context"

	"odds-update/tools/proof/internal/rules"
)

func init() {
	renders["protection"] = func(context.Context, string) ([]generated, error) {
		return []generated{{rules.ProtectionPage, func(ctx context.Context, root string) ([]byte, error) {
			p, err := composed(ctx, root, "prod")
			if err != nil {
				return nil, err
			}
			return rules.ProtectionTable(p), nil
		}}}, nil
	}
}
