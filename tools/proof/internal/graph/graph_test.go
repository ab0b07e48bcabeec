package graph

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"strings"
	"testing"

	"odds-update/tools/proof/internal/repo"
)

const drawing = "../../../../docs/infrastructure-order.svg"

var update = flag.Bool("update", false, "draw docs/infrastructure-order.svg anew")

func TestTheDrawingIsThatOfTheKustomizations(t *testing.T) {
	drawn := SVG(read(t, "../../../.."))
	if *update {
		if err := os.WriteFile(drawing, drawn, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	committed, err := os.ReadFile(drawing)
	if err != nil || !bytes.Equal(committed, drawn) {
		t.Errorf("docs/infrastructure-order.svg is stale: run make render-infra (%v)", err)
	}
}

// What a region's loss costs in hours is read off the drawing.
func TestTheRecoveryTimeIsThatOfTheDrawing(t *testing.T) {
	end := last(read(t, "../../../.."))
	want := duration(end.Start + end.Minutes)
	page, err := os.ReadFile("../../../../docs/disaster-recovery.md")
	if err != nil || strings.Count(string(page), want) != 3 {
		t.Errorf("docs/disaster-recovery.md must say %s of both Kafkas and where that comes from (%v)", want, err)
	}
}

func TestTheDrawingIsXMLWithEveryPhase(t *testing.T) {
	nodes := read(t, "../../../..")
	drawn := SVG(nodes)
	decoder := xml.NewDecoder(bytes.NewReader(drawn))
	for {
		if _, err := decoder.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	for _, node := range nodes {
		if !strings.Contains(string(drawn), node.Number+" "+node.Name+"<") {
			t.Errorf("%s is not drawn", node.Name)
		}
	}
}

func TestADrawingChangesWithTheMinutesOfAPhase(t *testing.T) {
	nodes := read(t, "../../../..")
	before := SVG(nodes)
	nodes[0].Minutes++
	if bytes.Equal(before, SVG(nodes)) {
		t.Error("a phase takes a minute longer and the drawing is the same")
	}
}

func TestWhatDecidesTheTotalIsAnUnbrokenChain(t *testing.T) {
	a := &Node{Name: "a", Minutes: 5}
	b := &Node{Name: "b", Minutes: 9, Start: 5, DependsOn: []*Node{a}}
	c := &Node{Name: "c", Minutes: 1, Start: 5, DependsOn: []*Node{a}}
	d := &Node{Name: "d", Minutes: 1, Start: 14, DependsOn: []*Node{b, c, a}}
	markCritical([]*Node{a, c, b, d})
	if !a.critical || !b.critical || c.critical || !d.critical {
		t.Errorf("want a, b, d; got %v %v %v %v", a.critical, b.critical, c.critical, d.critical)
	}
	if ends := last([]*Node{{Name: "region", Number: "42", Minutes: 60}, {Name: "workloads", Number: "90", Minutes: 5}}); ends.Name != "workloads" {
		t.Errorf("the platform is complete with its workloads, not with %s", ends.Name)
	}
	if direct := d.direct(); len(direct) != 2 {
		t.Errorf("b and c imply a: want two arrows, got %d", len(direct))
	}
}

func read(t *testing.T, root string) []*Node {
	t.Helper()
	r, err := repo.Load(root, t.TempDir(), "prod")
	if r == nil || len(r.Phases) == 0 {
		t.Fatal(err)
	}
	nodes, err := Read(r)
	if err != nil {
		t.Fatal(err)
	}
	return nodes
}
