// Package permissions makes Crossplane's IAM policy out of a table of kinds and actions.
package permissions

import (
	_ "embed"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"sort"
	"strings"

	"sigs.k8s.io/yaml"
)

// File is the table, below the repository's root.
const File = "crossplane/permissions.yaml"

// Row is what one kind needs.
type Row struct {
	Like    string   `json:"like,omitempty"` // CloudFormation's type
	Actions []string `json:"actions"`
	Without []string `json:"without,omitempty"`
	Because string   `json:"because,omitempty"`
}

// Table has a row for each kind, by the name of its definition.
type Table struct {
	Kinds map[string]Row `json:"kinds"`
}

//go:embed floor.yaml
var floorText []byte

// Load reads the table of a checkout.
func Load(root string) (Table, error) {
	var table Table
	content, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(File)))
	if err != nil {
		return table, err
	}
	if err := yaml.UnmarshalStrict(content, &table); err != nil {
		return table, fmt.Errorf("%s: %w", File, err)
	}
	return table, nil
}

var action = regexp.MustCompile(`^[a-z0-9-]+:[A-Z][A-Za-z0-9]+$`)

// Judge compares the table with the kinds that exist, by the names of their definitions, and with the floor.
func (t Table) Judge(kinds []string) error {
	var floor map[string][]string
	if err := yaml.UnmarshalStrict(floorText, &floor); err != nil {
		return err
	}
	var problems []error
	report := func(kind, format string, arguments ...any) {
		problems = append(problems, fmt.Errorf("%s: kinds.%s: %s", File, kind, fmt.Sprintf(format, arguments...)))
	}
	for _, kind := range kinds {
		if _, given := t.Kinds[kind]; !given {
			report(kind, "is composed or declared and has no row: add the actions that it needs")
		}
	}
	for _, kind := range t.names() {
		row := t.Kinds[kind]
		if !slices.Contains(kinds, kind) {
			report(kind, "no composition and no file makes this kind: remove the row")
		}
		if len(row.Actions) == 0 {
			report(kind, "actions is empty")
		}
		for _, name := range append(slices.Clone(row.Actions), row.Without...) {
			if !action.MatchString(name) {
				report(kind, "%q must be one action as ec2:CreateVpc, without a wildcard", name)
			}
		}
		if len(row.Without) > 0 && row.Because == "" {
			report(kind, "because must say why the actions of without are not needed")
		}
		least, known := floor[row.Like]
		if row.Like != "" && !known {
			report(kind, "like: the floor has no type %s", row.Like)
		}
		for _, name := range least {
			if !slices.Contains(row.Actions, name) && !slices.Contains(row.Without, name) {
				report(kind, "%s of %s is neither in actions nor in without", name, row.Like)
			}
		}
		for _, name := range row.Without {
			if slices.Contains(row.Actions, name) || !slices.Contains(least, name) {
				report(kind, "%s in without is also in actions, or not of %s", name, row.Like)
			}
		}
	}
	return errors.Join(problems...)
}

func (t Table) names() []string {
	names := make([]string, 0, len(t.Kinds))
	for name := range t.Kinds {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

// actions of all rows, by service, each once and in order.
func (t Table) actions() map[string][]string {
	out := map[string][]string{}
	for _, name := range t.names() {
		for _, a := range t.Kinds[name].Actions {
			service, _, _ := strings.Cut(a, ":")
			if !slices.Contains(out[service], a) {
				out[service] = append(out[service], a)
			}
		}
	}
	for _, list := range out {
		sort.Strings(list)
	}
	return out
}
