// Package terraform judges the Terraform files of the repository without Terraform: format, schema
// of every block, references.
package terraform

import (
	"fmt"
	"os"
	"path/filepath"
	"sort"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/hcl/v2/hclwrite"

	"odds-update/tools/proof/internal/repo"
)

// Phase is how the findings of this package are headed.
const Phase = "terraform"

// declared is one resource, data source, variable or local value.
type declared struct {
	position hcl.Range
	body     *hclsyntax.Body
	schema   block
	// repeated: has for_each or count, so a single one is reached by an index only.
	repeated bool
	used     bool
}

type linter struct {
	providers *Providers
	findings  []repo.Finding
	bodies    []*hclsyntax.Body
	// Keys are as they are referred to: var.x, local.x, aws_vpc.x, data.aws_x.y.
	declared map[string]*declared
	pinned   map[string]string
}

// Check reads the .tf files of a folder and judges them together, as Terraform does.
func Check(folder string, providers *Providers) ([]repo.Finding, error) {
	paths, err := filepath.Glob(filepath.Join(folder, "*.tf"))
	if err != nil {
		return nil, err
	}
	if len(paths) == 0 {
		return nil, fmt.Errorf("%s holds no .tf file", folder)
	}
	sources := map[string]string{}
	for _, path := range paths {
		content, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		sources[filepath.Base(path)] = string(content)
	}
	return Lint(sources, providers), nil
}

// Lint judges files by name and content.
func Lint(sources map[string]string, providers *Providers) []repo.Finding {
	l := &linter{providers: providers, declared: map[string]*declared{}, pinned: map[string]string{}}
	names := make([]string, 0, len(sources))
	for name := range sources {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		l.parse(name, []byte(sources[name]))
	}
	for _, body := range l.bodies {
		l.declare(body)
	}
	for _, body := range l.bodies {
		l.check(body)
	}
	l.checkPins()
	l.checkUnused()
	sort.SliceStable(l.findings, func(i, j int) bool {
		a, b := l.findings[i].Origin, l.findings[j].Origin
		return a.File < b.File || a.File == b.File && a.Line < b.Line
	})
	return l.findings
}

func (l *linter) add(at hcl.Range, format string, arguments ...any) {
	l.findings = append(l.findings, repo.Finding{
		Phase:   Phase,
		Origin:  repo.Origin{File: at.Filename, Line: at.Start.Line},
		Message: fmt.Sprintf(format, arguments...),
	})
}

func (l *linter) parse(name string, source []byte) {
	file, diagnostics := hclsyntax.ParseConfig(source, name, hcl.InitialPos)
	for _, diagnostic := range diagnostics {
		at := hcl.Range{Filename: name}
		if diagnostic.Subject != nil {
			at = *diagnostic.Subject
		}
		l.add(at, "%s: %s", diagnostic.Summary, diagnostic.Detail)
	}
	if diagnostics.HasErrors() {
		return
	}
	if formatted := hclwrite.Format(source); string(formatted) != string(source) {
		l.add(hcl.Range{Filename: name, Start: hcl.Pos{Line: firstDifference(source, formatted)}},
			"not formatted: run terraform fmt (or tofu fmt) %s", name)
	}
	l.bodies = append(l.bodies, file.Body.(*hclsyntax.Body))
}

func firstDifference(a, b []byte) int {
	line := 1
	for i := 0; i < len(a) && i < len(b) && a[i] == b[i]; i++ {
		if a[i] == '\n' {
			line++
		}
	}
	return line
}

// declare collects what other expressions may refer to.
func (l *linter) declare(body *hclsyntax.Body) {
	for _, found := range body.Blocks {
		switch found.Type {
		case "variable":
			if l.labels(found, 1) {
				l.enter("var."+found.Labels[0], &declared{position: found.DefRange(), body: found.Body})
			}
		case "locals":
			for name, value := range found.Body.Attributes {
				l.enter("local."+name, &declared{position: value.NameRange})
			}
		case "resource", "data":
			if !l.labels(found, 2) {
				continue
			}
			key := found.Labels[0] + "." + found.Labels[1]
			if found.Type == "data" {
				key = "data." + key
			}
			schema, ok := l.providers.of(found.Type, found.Labels[0])
			if !ok {
				l.add(found.DefRange(), "no provider has the %s %q: correct the type", found.Type, found.Labels[0])
			}
			_, each := found.Body.Attributes["for_each"]
			_, count := found.Body.Attributes["count"]
			// A resource is of use by itself.
			l.enter(key, &declared{position: found.DefRange(), body: found.Body, schema: schema,
				repeated: each || count, used: found.Type == "resource"})
		case "terraform":
			l.readPins(found.Body)
		}
	}
}

func (l *linter) labels(found *hclsyntax.Block, want int) bool {
	if len(found.Labels) != want {
		l.add(found.DefRange(), "%s wants %d label(s)", found.Type, want)
		return false
	}
	return true
}

func (l *linter) enter(key string, entry *declared) {
	if before, taken := l.declared[key]; taken {
		l.add(entry.position, "%s is declared twice: first in %s:%d", key, before.position.Filename, before.position.Start.Line)
		return
	}
	l.declared[key] = entry
}

func (l *linter) checkUnused() {
	for key, entry := range l.declared {
		if !entry.used {
			l.add(entry.position, "%s is used nowhere: remove it", key)
		}
	}
}
