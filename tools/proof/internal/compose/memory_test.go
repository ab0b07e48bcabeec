package compose

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"odds-update/tools/proof/internal/memory"
)

func TestAnAnswerIsFoundAgainOnlyByAllThatDecidesIt(t *testing.T) {
	engine, folder := startSmall(t), t.TempDir()
	engine.memory = memory.Folder(folder)
	kept := 0
	render := func(what string, in Input, more int) {
		t.Helper()
		got, err := engine.Render(context.Background(), in)
		if err != nil {
			t.Fatal(err)
		}
		fresh, err := engine.Afresh().Render(context.Background(), in)
		if err != nil || len(fresh.Composed) != len(got.Composed) || fresh.Ready() != got.Ready() {
			t.Fatalf("%s: what is remembered is not what the engine says: %v", what, err)
		}
		files, _ := filepath.Glob(filepath.Join(folder, "*[0-9]"))
		if len(files)-kept != more {
			t.Errorf("%s: %d answers are new, want %d", what, len(files)-kept, more)
		}
		kept = len(files)
	}
	in := box(t, map[string]any{"region": "eu-west-1"})
	render("the first time", in, 1)
	render("the same", in, 0)
	in.Others = []Object{&unstructured.Unstructured{Object: map[string]any{
		"apiVersion": "v1", "kind": "ConfigMap", "metadata": map[string]any{"name": "any", "namespace": "platform"},
	}}}
	render("with an object that it does not ask for", in, 0)
	vpc := &unstructured.Unstructured{Object: map[string]any{
		"apiVersion": "ec2.aws.m.upbound.io/v1beta1", "kind": "VPC", "metadata": map[string]any{"name": "other", "namespace": "platform"},
	}}
	in.Others = append(in.Others, vpc)
	render("with an object of a kind that it makes", in, 1)
	vpc.SetLabels(map[string]string{"changed": "yes"})
	render("with that object changed", in, 1)
	render("with another spec", box(t, map[string]any{"region": "eu-west-2"}), 1)
}

func TestEveryFileOfTheCodeDecides(t *testing.T) {
	code := t.TempDir()
	file := filepath.Join(code, "odds.py")
	seen := map[string]bool{}
	for _, content := range []string{"a = 1", "a = 2", "a = 1\n"} {
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		for _, tools := range []Tools{{Engine: "one", Function: "x"}, {Engine: "two", Function: "x"}, {Engine: "one", Function: "y"}} {
			same, err := sameFor(tools, code)
			if err != nil {
				t.Fatal(err)
			}
			seen[string(same)] = true
		}
	}
	if len(seen) != 9 {
		t.Errorf("%d different keys, want 9", len(seen))
	}
	if _, err := sameFor(Tools{}, filepath.Join(code, "missing")); err == nil || !strings.Contains(err.Error(), "missing") {
		t.Errorf("got %v", err)
	}
}

// What is known needs no function: a process of Python for each of many packages would cost more than their tests.
func TestTheFunctionRunsOnlyForWhatIsNotKnown(t *testing.T) {
	folder := memory.Folder(t.TempDir())
	for _, want := range []bool{true, false} {
		engine := startSmall(t)
		engine.memory = folder
		if _, err := engine.Render(context.Background(), box(t, map[string]any{"region": "eu-west-1"})); err != nil {
			t.Fatal(err)
		}
		if ran := engine.function.command.Process != nil; ran != want {
			t.Errorf("the function ran: %v, want %v", ran, want)
		}
	}
}
