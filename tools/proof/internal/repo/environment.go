package repo

import (
	"fmt"
	"os"
	"path/filepath"

	"sigs.k8s.io/yaml"
)

// Environments lists the environments of environments.yaml in the order in which they are proven.
var Environments = []string{"dev", "prod"}

// Hub is the cluster that runs Flux and Crossplane.
const Hub = "infra-ops"

// Destroying are the values that main.tf gives while bootstrap.sh --destroy runs: Flux may delete, and waits for it.
var Destroying = map[string]string{"deletion_policy": "WaitForTermination", "data_prune": "enabled"}

// Variables are the keys of the ConfigMap environment: one environment of environments.yaml and
// the outputs of main.tf. The outputs are unknown before a cloud exists; these stand for them.
func Variables(root, environment string) (map[string]string, error) {
	content, err := os.ReadFile(filepath.Join(root, "environments.yaml"))
	if err != nil {
		return nil, fmt.Errorf("environments.yaml: %w", err)
	}
	var all map[string]map[string]string
	if err := yaml.UnmarshalStrict(content, &all); err != nil {
		return nil, fmt.Errorf("environments.yaml: two levels of strings, numbers in quotes: %w", err)
	}
	values, ok := all[environment]
	if !ok {
		return nil, fmt.Errorf("environments.yaml has no environment %q", environment)
	}
	variables := map[string]string{}
	for key, value := range values {
		variables[key] = value
	}
	account := values["account"]
	for key, value := range map[string]string{
		"environment":       environment,
		"infra_ops_cluster": "odds-" + environment + "-" + Hub,
		"infra_ops_vpc_id":  "vpc-0aaaaaaaaaaaaaaa1",
		// Otherwise only while bootstrap.sh --destroy runs: Destroying.
		"deletion_policy":          "Orphan",
		"data_prune":               "disabled",
		"transit_gateway_id":       "tgw-0aaaaaaaaaaaaaaa1",
		"flux_role_arn":            "arn:aws:iam::" + account + ":role/odds-" + environment + "-flux",
		"crossplane_role_arn":      "arn:aws:iam::" + account + ":role/odds-" + environment + "-crossplane",
		"permissions_boundary_arn": "arn:aws:iam::" + account + ":policy/odds-" + environment + "-boundary-" + values["region"],
	} {
		if _, taken := variables[key]; taken {
			return nil, fmt.Errorf("environments.yaml: %s.%s is an output of main.tf, remove it there", environment, key)
		}
		variables[key] = value
	}
	return variables, nil
}
