// Package partners tests the clusters that partners read from, and the partners.
package partners

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"odds-update/tools/proof/internal/compose"
	"odds-update/tools/proof/internal/repo"
)

func TestOnePartnerComesAndGoesAndNobodyElseNotices(t *testing.T) {
	w := newWorld(t)
	acme, globex := w.partner("acme"), w.partner("globex")
	umbrella := acme.DeepCopy()
	umbrella.SetName("umbrella")
	set(umbrella, "555555555555", "spec", "account")
	set(umbrella, "scram", "spec", "authentication")
	unstructured.RemoveNestedField(umbrella.Object, "spec", "roleArn")

	_, cloud := w.ready(w.input(w.edge(), acme, umbrella))
	statements := func(partners ...compose.Object) ([]string, map[string]string) {
		in := w.input(w.edge(), partners...)
		in.Observed = cloud
		return w.statements(w.render(in).Composed)
	}

	order, before := statements(umbrella, acme)
	want := []string{"AcmeConnection", "AcmeReach", "AcmeTopics", "AcmeGroups", "UmbrellaConnection"}
	if !slices.Equal(order, want) {
		t.Fatalf("want %v, got %v", want, order)
	}
	// One whose name sorts between the two, one who does not come this way.
	hooli := umbrella.DeepCopy()
	hooli.SetName("hooli")
	order, during := statements(hooli, umbrella, globex, acme)
	if !slices.Equal(order, append(slices.Clone(want[:4]), "HooliConnection", "UmbrellaConnection")) {
		t.Fatalf("got %v", order)
	}
	for sid, text := range before {
		if during[sid] != text {
			t.Errorf("%s changed when another partner came:\n%s\n%s", sid, text, during[sid])
		}
	}
	if _, after := statements(acme, umbrella); fmt.Sprint(after) != fmt.Sprint(before) {
		t.Errorf("the policy is not what it was after the other partner left")
	}
	if order, _ := statements(); order != nil {
		t.Errorf("without partners there must be no policy, got %v", order)
	}
}

// His file is written as one of both environments, which says no namespace.
func TestAPartnerOfOneEnvironmentIsAmongTheOthers(t *testing.T) {
	for _, environment := range []string{"dev", "prod"} {
		folder := t.TempDir()
		if err := repo.Copy(root, folder); err != nil {
			t.Fatal(err)
		}
		envs := filepath.Join(folder, "crossplane", "envs")
		change := func(from, to, old, new string) {
			content, err := os.ReadFile(filepath.Join(envs, from))
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(envs, to), []byte(strings.Replace(string(content), old, new, 1)), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		own := filepath.Join(environment, "partners")
		change(filepath.Join("base", "partners", "acme.yaml"), filepath.Join(own, "initech.yaml"), "name: acme", "name: initech")
		change(filepath.Join(own, "kustomization.yaml"), filepath.Join(own, "kustomization.yaml"), "resources:\n", "resources:\n  - initech.yaml\n")
		loaded, err := repo.Load(folder, t.TempDir(), environment)
		if err != nil {
			t.Fatal(err)
		}
		var found []string
		for _, object := range loaded.Phase("partners").Objects {
			found = append(found, object.GetNamespace()+"/"+object.GetName())
		}
		slices.Sort(found)
		if want := []string{"partners/acme", "partners/globex", "partners/initech"}; !slices.Equal(found, want) {
			t.Errorf("%s: want %v, got %v", environment, want, found)
		}
	}
}

func TestOnlyAPartnersOwnStatementsNameHim(t *testing.T) {
	w := newWorld(t)
	acme := w.partner("acme")
	_, cloud := w.ready(w.input(w.edge(), acme))
	for name, change := range map[string]func(compose.Object){
		"another cluster's label":       func(p compose.Object) { p.SetLabels(map[string]string{label: "other"}) },
		"another namespace":             func(p compose.Object) { p.SetNamespace("elsewhere") },
		"another region":                func(p compose.Object) { set(p, "us-east-1", "spec", "region") },
		"a league without a topic":      func(p compose.Object) { set(p, []any{"nba", "ipl"}, "spec", "leagues") },
		"a name that is a prefix":       func(p compose.Object) { p.SetName("acme.two") },
		"a cluster other than labelled": func(p compose.Object) { set(p, "other", "spec", "kafkaCluster") },
		"one who is being deleted": func(p compose.Object) {
			set(p, "2026-01-01T00:00:00Z", "metadata", "deletionTimestamp")
		},
	} {
		stranger := acme.DeepCopy()
		stranger.SetName("stranger")
		change(stranger)
		in := w.input(w.edge(), acme, stranger)
		in.Observed = cloud
		order, _ := w.statements(w.render(in).Composed)
		if len(order) != 4 {
			t.Errorf("%s: got %v", name, order)
		}
	}
}

func TestMorePartnersThanOnePolicyHoldsAreRefusedBeforeAnyoneLosesARight(t *testing.T) {
	w := newWorld(t)
	acme := w.partner("acme")
	_, cloud := w.ready(w.input(w.edge(), acme))
	var many []compose.Object
	for i := range 40 {
		partner := acme.DeepCopy()
		partner.SetName(fmt.Sprintf("acme-%c%c", 'a'+i/26, 'a'+i%26))
		many = append(many, partner)
	}
	in := w.input(w.edge(), many...)
	in.Observed = cloud
	_, err := w.engine.Render(t.Context(), in)
	if err == nil || !strings.Contains(err.Error(), "AWS takes 20480") {
		t.Fatalf("want a refusal that names the limit, got %v", err)
	}
}

const label = "platform.odds-update.io/kafkacluster"

func set(object compose.Object, value any, path ...string) {
	if err := unstructured.SetNestedField(object.Object, value, path...); err != nil {
		panic(err)
	}
}
