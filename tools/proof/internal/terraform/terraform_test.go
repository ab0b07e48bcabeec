package terraform

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"odds-update/tools/proof/internal/crds"
	"odds-update/tools/proof/internal/repo"
)

const root = "../../../.."

var providers = sync.OnceValues(func() (*Providers, error) {
	folder, err := crds.ModuleFolder(filepath.Join(root, "tools"), "aws")
	if err != nil {
		return nil, err
	}
	return ReadProviders(folder)
})

func read(t *testing.T) (map[string]string, *Providers) {
	t.Helper()
	known, err := providers()
	if err != nil {
		t.Fatal(err)
	}
	sources := map[string]string{}
	paths, _ := filepath.Glob(filepath.Join(root, "*.tf"))
	for _, path := range paths {
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		sources[filepath.Base(path)] = string(content)
	}
	return sources, known
}

func TestInfraOpsIsValid(t *testing.T) {
	_, known := read(t)
	findings, err := Check(root, known)
	if err != nil {
		t.Fatal(err)
	}
	for _, finding := range findings {
		t.Error(finding)
	}
}

// Each mutation is a mistake that a person makes; each must be found where it stands.
func TestMistakesAreFound(t *testing.T) {
	for name, mutation := range map[string]struct{ from, to, finding string }{
		"a misspelt argument":            {"enable_dns_hostnames =", "enable_dns_hostname  =", `aws_vpc has no argument "enable_dns_hostname"; did you mean enable_dns_hostnames?`},
		"a misspelt nested argument":     {"endpoint_private_access =", "endpoint_privat_access  =", `aws_eks_cluster.vpc_config has no argument "endpoint_privat_access"`},
		"a misspelt block":               {"  upgrade_policy {", "  upgrade_polici {", `aws_eks_cluster has no block "upgrade_polici"; did you mean upgrade_policy?`},
		"a required argument that lacks": {"  key_arn = aws_kms_key.infra_ops.arn\n", "", `aws_eks_cluster.encryption_config.provider lacks the argument "key_arn"`},
		"a required block that lacks":    {"  access_scope {\n    type = \"cluster\"\n  }\n", "", `aws_eks_access_policy_association lacks the block "access_scope"`},
		"a second block of one":          {"  upgrade_policy {\n", "  upgrade_policy {\n    support_type = \"EXTENDED\"\n  }\n\n  upgrade_policy {\n", `has the block "upgrade_policy" 2 times, 1 at most`},
		"a type that does not exist":     {`resource "aws_nat_gateway"`, `resource "aws_nat_gatewy"`, `no provider has the resource "aws_nat_gatewy"`},
		"a constant of another type":     {"enable_dns_support   = true", `enable_dns_support   = "yes"`, "aws_vpc.enable_dns_support: a bool is required"},
		"a value that AWS decides":       {`  description             = "${local.cluster}: Kub`, "  arn = \"x\"\n" + `  description             = "${local.cluster}: Kub`, `aws_kms_key decides "arn" itself`},
		"an undefined local":             {"= local.service_range", "= local.service_rang", "local.service_rang is not declared"},
		"an undefined variable":          {"var.teardown ?", "var.tear_down ?", "var.tear_down is not declared"},
		"an undefined resource":          {"= aws_kms_key.infra_ops.key_id", "= aws_kms_key.infraops.key_id", "aws_kms_key.infraops is not declared"},
		"an attribute nobody has":        {"aws_kms_key.infra_ops.key_id", "aws_kms_key.infra_ops.key_ids", `aws_kms_key.infra_ops has no attribute "key_ids"`},
		"one of many without its key":    {"aws_nat_gateway.infra_ops[\"a\"].id", "aws_nat_gateway.infra_ops.id", "has for_each or count"},
		"a key where there is one":       {"= aws_route_table.public.id\n  dest", "= aws_route_table.public[0].id\n  dest", "has neither for_each nor count"},
		"a variable nobody uses":         {`variable "teardown"`, "variable \"unused\" {\n  type = string\n}\n\nvariable \"teardown\"", "var.unused is used nowhere"},
		"a function nobody has":          {"cidrsubnet(local.env.infra_ops_range, 2, 0)", "cidrsubrange(local.env.infra_ops_range, 2, 0)", `no function "cidrsubrange"`},
		"a version that floats":          {`version = "3.0.1"`, `version = "~> 3.0"`, `kubernetes is pinned to "~> 3.0"`},
		"a schema of another version":    {`version = "6.`, `version = "5.`, "make them equal"},
		"a provider that is not pinned":  {"kubernetes = {\n      source  = \"hashicorp/kubernetes\"", "kubernets = {\n      source  = \"hashicorp/kubernetes\"", `does not pin "kubernetes"`},
		"a line that is not formatted":   {"  cidr_block           = local", "  cidr_block = local", "not formatted"},
		"a file that does not parse":     {`resource "aws_vpc" "infra_ops" {`, `resource "aws_vpc" "infra_ops {`, "Invalid"},
		"a name that is taken":           {`resource "aws_route_table" "public"`, `resource "aws_route_table" "private"`, "is declared twice"},
		"a backend nobody knows":         {"use_lockfile = true", "use_lockfil  = true", `backend has no argument "use_lockfil"`},
	} {
		t.Run(name, func(t *testing.T) {
			sources, known := read(t)
			changed := false
			for file, source := range sources {
				if strings.Contains(source, mutation.from) {
					sources[file] = strings.Replace(source, mutation.from, mutation.to, 1)
					changed = true
					break
				}
			}
			if !changed {
				t.Fatalf("the files no longer hold %q", mutation.from)
			}
			var all []string
			for _, finding := range Lint(sources, known) {
				if finding.Origin.File == "" || finding.Origin.Line == 0 {
					t.Errorf("without a place: %v", finding)
				}
				all = append(all, finding.Error())
			}
			if !strings.Contains(strings.Join(all, "\n"), mutation.finding) {
				t.Errorf("want %q, got %q", mutation.finding, all)
			}
		})
	}
}

// The provider's default tags end at the template: what it makes must be told by the template itself.
func TestWhatTheNodesConsistOfIsTagged(t *testing.T) {
	sources, _ := read(t)
	file, diagnostics := hclsyntax.ParseConfig([]byte(sources["cluster.tf"]), "cluster.tf", hcl.InitialPos)
	if diagnostics.HasErrors() {
		t.Fatal(diagnostics)
	}
	tagged := map[string]bool{}
	for _, found := range file.Body.(*hclsyntax.Body).Blocks {
		if found.Type != "resource" || found.Labels[0] != "aws_launch_template" {
			continue
		}
		for _, inner := range found.Body.Blocks {
			if inner.Type != "tag_specifications" {
				continue
			}
			kind, _ := inner.Body.Attributes["resource_type"].Expr.Value(nil)
			tags := inner.Body.Attributes["tags"].Expr.Variables()
			tagged[kind.AsString()] = len(tags) == 1 && tags[0].RootName() == "local"
		}
	}
	for _, kind := range []string{"instance", "volume", "network-interface"} {
		if !tagged[kind] {
			t.Errorf("aws_launch_template: nobody sees what a %s is for", kind)
		}
	}
}

// The proof substitutes what stands in for main.tf's outputs: both must have the same names.
func TestTheProofKnowsEveryValueThatFluxGets(t *testing.T) {
	sources, _ := read(t)
	given := map[string]bool{}
	for name, source := range sources {
		file, diagnostics := hclsyntax.ParseConfig([]byte(source), name, hcl.InitialPos)
		if diagnostics.HasErrors() {
			t.Fatal(diagnostics)
		}
		for _, found := range file.Body.(*hclsyntax.Body).Blocks {
			if found.Type != "resource" || strings.Join(found.Labels, ".") != "kubernetes_config_map_v1.environment" {
				continue
			}
			merged := found.Body.Attributes["data"].Expr.(*hclsyntax.FunctionCallExpr)
			for _, item := range merged.Args[1].(*hclsyntax.ObjectConsExpr).Items {
				given[hcl.ExprAsKeyword(item.KeyExpr)] = true
			}
		}
	}
	if len(given) == 0 {
		t.Fatal("no resource kubernetes_config_map_v1.environment")
	}
	for _, environment := range repo.Environments {
		variables, err := repo.Variables(root, environment)
		if err != nil {
			t.Fatal(err)
		}
		for name := range given {
			if _, ok := variables[name]; !ok {
				t.Errorf("%s: the proof has no value for %s", environment, name)
			}
			delete(variables, name)
		}
		own, err := os.ReadFile(filepath.Join(root, "environments.yaml"))
		if err != nil {
			t.Fatal(err)
		}
		for name := range variables {
			if !strings.Contains(string(own), "\n  "+name+": ") {
				t.Errorf("%s: the proof substitutes %s, which neither main.tf nor environments.yaml gives", environment, name)
			}
		}
	}
}
