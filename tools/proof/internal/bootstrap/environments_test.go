package bootstrap

import (
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	yamldecode "github.com/zclconf/go-cty-yaml"
	"github.com/zclconf/go-cty/cty"
	"sigs.k8s.io/yaml"
)

// Three programs read environments.yaml, each in its own way: awk in bootstrap.sh, yamldecode in
// main.tf, a YAML library here. They must see the same.
func TestEveryReaderSeesTheSameEnvironments(t *testing.T) {
	t.Parallel()
	content, err := os.ReadFile(filepath.Join(repository, "environments.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var read map[string]map[string]string
	if err := yaml.UnmarshalStrict(content, &read); err != nil {
		t.Fatalf("two levels, strings only, numbers in quotes: %v", err)
	}
	if len(read) != 2 || !reflect.DeepEqual(names(read["dev"]), names(read["prod"])) {
		t.Error("dev and prod must have the same keys, and there are no others")
	}
	decoded, err := yamldecode.YAMLDecodeFunc.Call([]cty.Value{cty.StringVal(string(content))})
	if err != nil {
		t.Fatal(err)
	}
	for environment, want := range read {
		byTerraform := map[string]string{}
		for key, value := range decoded.GetAttr(environment).AsValueMap() {
			if value.Type() != cty.String {
				t.Errorf("%s.%s is no string for Terraform: put it in quotes", environment, key)
				continue
			}
			byTerraform[key] = value.AsString()
		}
		if !reflect.DeepEqual(byTerraform, want) {
			t.Errorf("%s: yamldecode reads %v, want %v", environment, byTerraform, want)
		}
		if byShell := readByShell(t, environment); !reflect.DeepEqual(byShell, want) {
			t.Errorf("%s: bootstrap.sh reads %v, want %v", environment, byShell, want)
		}
	}
}

func names(values map[string]string) map[string]bool {
	all := map[string]bool{}
	for name := range values {
		all[name] = true
	}
	return all
}

func readByShell(t *testing.T, environment string) map[string]string {
	t.Helper()
	root, err := filepath.Abs(repository)
	if err != nil {
		t.Fatal(err)
	}
	command := exec.Command("bash", "-c", `set -euo pipefail; root=$1; source "$1/tools/bootstrap/common.sh"; environment_values "$2"`, "bash", root, environment)
	output, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	values := map[string]string{}
	for _, line := range strings.Split(strings.TrimSpace(string(output)), "\n") {
		key, value, _ := strings.Cut(line, "=")
		values[key] = value
	}
	return values
}

// Two environments that overlap can never be connected.
func TestNoRangesOverlap(t *testing.T) {
	t.Parallel()
	content, err := os.ReadFile(filepath.Join(repository, "environments.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var read map[string]map[string]string
	if err := yaml.Unmarshal(content, &read); err != nil {
		t.Fatal(err)
	}
	ranges := map[string]netip.Prefix{}
	for environment, values := range read {
		for key, value := range values {
			// They contain the others, or are none of ours.
			if !strings.HasSuffix(key, "_range") || key == "private_range" || key == "admin_range" {
				continue
			}
			prefix, err := netip.ParsePrefix(value)
			if err != nil {
				t.Fatalf("%s.%s: %v", environment, key, err)
			}
			ranges[environment+"."+key] = prefix
		}
	}
	if len(ranges) != 12 {
		t.Fatalf("%d ranges, want 6 an environment", len(ranges))
	}
	for a, first := range ranges {
		for b, second := range ranges {
			if a < b && first.Overlaps(second) {
				t.Errorf("%s %s overlaps %s %s", a, first, b, second)
			}
		}
	}
}

// bootstrap.sh takes the order of the phases from their files; so does the proof.
func TestTheShellReadsThePhasesAsTheyAre(t *testing.T) {
	t.Parallel()
	root, err := filepath.Abs(repository)
	if err != nil {
		t.Fatal(err)
	}
	output, err := exec.Command("bash", "-c", `set -euo pipefail; root=$1; source "$1/tools/bootstrap/common.sh"; read_phases`, "bash", root).Output()
	if err != nil {
		t.Fatal(err)
	}
	phases, err := readPhases(root)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	for _, p := range phases {
		var needed []string
		for _, n := range p.Spec.DependsOn {
			needed = append(needed, n.Name)
		}
		want[p.Metadata.Name] = strings.Join(needed, ",") + " " + p.Spec.DeletionPolicy
	}
	seen := map[string]bool{}
	for _, line := range strings.Split(strings.TrimSpace(string(output)), "\n") {
		fields := strings.Split(line, "\t")
		if got := fields[2] + " " + fields[3]; got != want[fields[0]] {
			t.Errorf("%s: bootstrap.sh reads %q, the file says %q", fields[0], got, want[fields[0]])
		}
		for _, needed := range strings.Split(fields[2], ",") {
			if needed != "" && !seen[needed] {
				t.Errorf("%s comes before %s, which it depends on", fields[0], needed)
			}
		}
		seen[fields[0]] = true
	}
	if len(seen) != len(want) {
		t.Errorf("bootstrap.sh sees %d phases of %d", len(seen), len(want))
	}
}
