package table

import (
	"strings"
	"testing"
)

func TestRowsAreHeardAtOnceAndStandInTheOrderOfTheirGroups(t *testing.T) {
	var heard, written strings.Builder
	all := &Table{Progress: &heard}
	dev, prod := all.Group("dev"), all.Group("prod")
	prod.Add(Row{Name: "network", Cluster: "infra-ops", Objects: 3, Seconds: 2, Failure: "network.yaml:4: VPC edge: no"})
	dev.Add(Row{Name: "network"})
	prod.Add(Row{Name: "data", Skipped: "not applied"})
	if got := strings.Count(heard.String(), "\n"); got != 3 || !strings.Contains(heard.String(), "prod network: network.yaml:4: VPC edge: no\n") {
		t.Errorf("heard %q", heard.String())
	}
	if err := all.Write(&written); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, line := range strings.Split(strings.TrimSpace(written.String()), "\n") {
		got = append(got, strings.Join(strings.Fields(line), " "))
	}
	want := []string{
		"of phase or part cluster objects composed seconds first failure", "dev network 0.0 ok",
		"prod network infra-ops 3 2.0 network.yaml:4: VPC edge: no", "prod data 0.0 not applied",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
}

func TestWithoutATableRowsAreHeardNowhere(t *testing.T) {
	var none *Table
	none.Group("dev").Add(Row{Name: "network"})
}
