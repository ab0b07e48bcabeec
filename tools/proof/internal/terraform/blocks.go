package terraform

import (
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty/convert"
)

// What Terraform itself reads in the body of a resource or a data source.
var (
	metaArguments = set("count", "for_each", "provider", "depends_on")
	metaBlocks    = set("lifecycle", "provisioner", "connection")
	// Of a variable, an output, a backend "s3", a lifecycle block.
	ownArguments = map[string]map[string]bool{
		"variable":           set("type", "default", "description", "sensitive", "nullable", "ephemeral"),
		"output":             set("value", "description", "sensitive", "depends_on", "ephemeral"),
		"backend":            set("bucket", "key", "region", "encrypt", "use_lockfile", "kms_key_id"),
		"lifecycle":          set("create_before_destroy", "prevent_destroy", "ignore_changes", "replace_triggered_by"),
		"terraform":          set("required_version"),
		"validation":         set("condition", "error_message"),
		"required_providers": nil,
		"locals":             nil,
	}
	ownBlocks = map[string]map[string]bool{
		"variable":  set("validation"),
		"terraform": set("required_providers", "backend"),
	}
)

func set(names ...string) map[string]bool {
	all := map[string]bool{}
	for _, name := range names {
		all[name] = true
	}
	return all
}

// check judges the blocks of one file.
func (l *linter) check(body *hclsyntax.Body) {
	for _, attribute := range body.Attributes {
		l.add(attribute.NameRange, "%s stands in no block", attribute.Name)
	}
	for _, found := range body.Blocks {
		switch found.Type {
		case "resource", "data":
			if len(found.Labels) != 2 {
				continue
			}
			if schema, ok := l.providers.of(found.Type, found.Labels[0]); ok {
				l.checkBody(found.Body, schema, found.Labels[0], found.DefRange(), true)
			}
		case "provider":
			schema, ok := l.providers.schemas[found.Labels[0]]
			if !ok {
				l.add(found.DefRange(), "no schema for the provider %q", found.Labels[0])
				continue
			}
			l.checkBody(found.Body, schema.Provider.Block, "provider "+found.Labels[0], found.DefRange(), false)
		case "variable", "output", "locals", "terraform":
			l.checkOwn(found)
			continue
		default:
			l.add(found.DefRange(), "%q is no block that these files may hold", found.Type)
		}
		l.checkReferences(found.Body)
	}
}

// checkOwn judges the blocks whose meaning is Terraform's own.
func (l *linter) checkOwn(found *hclsyntax.Block) {
	allowed, known := ownArguments[found.Type]
	if !known {
		l.add(found.DefRange(), "%q is no block of this place", found.Type)
		return
	}
	for name, attribute := range found.Body.Attributes {
		if allowed != nil && !allowed[name] {
			l.add(attribute.NameRange, "%s has no argument %q", found.Type, name)
		}
		// Types of variables are words of their own, pins of providers are objects of constants.
		if !(found.Type == "variable" && name == "type") {
			l.checkExpression(attribute.Expr)
		}
	}
	for _, inner := range found.Body.Blocks {
		if !ownBlocks[found.Type][inner.Type] {
			l.add(inner.DefRange(), "%s has no block %q", found.Type, inner.Type)
			continue
		}
		l.checkOwn(inner)
	}
}

// checkBody judges a body by a provider's schema; top: Terraform's own arguments may stand there.
func (l *linter) checkBody(body *hclsyntax.Body, schema block, owner string, at hclRange, top bool) {
	for name, given := range body.Attributes {
		if top && metaArguments[name] {
			continue
		}
		known, ok := schema.Attributes[name]
		switch {
		case !ok:
			l.add(given.NameRange, "%s has no argument %q%s", owner, name, meant(name, schema))
		case !known.settable():
			l.add(given.NameRange, "%s decides %q itself: remove it", owner, name)
		case known.Deprecated:
			l.add(given.NameRange, "%s: %q is deprecated", owner, name)
		default:
			l.checkType(given, known, owner)
		}
	}
	for name, known := range schema.Attributes {
		if _, given := body.Attributes[name]; known.Required && !given {
			l.add(at, "%s lacks the argument %q", owner, name)
		}
	}
	l.checkNested(body, schema, owner, at, top)
}

func (l *linter) checkNested(body *hclsyntax.Body, schema block, owner string, at hclRange, top bool) {
	counts := map[string]int{}
	dynamic := map[string]bool{}
	for _, inner := range body.Blocks {
		name, content := inner.Type, inner.Body
		if top && metaBlocks[name] {
			if name == "lifecycle" {
				l.checkLifecycle(inner)
			}
			continue
		}
		if name == "dynamic" && len(inner.Labels) == 1 {
			name = inner.Labels[0]
			dynamic[name] = true
			for _, part := range inner.Body.Blocks {
				content = part.Body
			}
		}
		counts[name]++
		nested, ok := schema.Blocks[name]
		if !ok {
			l.add(inner.DefRange(), "%s has no block %q%s", owner, name, meant(name, schema))
			continue
		}
		l.checkBody(content, nested.Block, owner+"."+name, inner.DefRange(), false)
	}
	for name, nested := range schema.Blocks {
		if counts[name] < nested.Min && !dynamic[name] {
			l.add(at, "%s lacks the block %q", owner, name)
		}
		if nested.Max > 0 && counts[name] > nested.Max {
			l.add(at, "%s has the block %q %d times, %d at most", owner, name, counts[name], nested.Max)
		}
	}
}

func (l *linter) checkLifecycle(inner *hclsyntax.Block) {
	for name, given := range inner.Body.Attributes {
		if !ownArguments["lifecycle"][name] {
			l.add(given.NameRange, "lifecycle has no argument %q", name)
		}
	}
}

// checkType compares constants with the argument's type; what depends on others is known at plan only.
func (l *linter) checkType(given *hclsyntax.Attribute, known attribute, owner string) {
	want, ok := known.ctyType()
	if !ok || len(given.Expr.Variables()) > 0 {
		return
	}
	value, diagnostics := given.Expr.Value(nil)
	if diagnostics.HasErrors() {
		return
	}
	if _, err := convert.Convert(value, want); err != nil {
		l.add(given.NameRange, "%s.%s: %s", owner, given.Name, err)
	}
}

// meant names the argument or block that was probably meant.
func meant(name string, schema block) string {
	best, distance := "", 3
	try := func(candidate string) {
		if d := edits(name, candidate); d < distance || d == distance && candidate < best {
			best, distance = candidate, d
		}
	}
	for candidate := range schema.Attributes {
		try(candidate)
	}
	for candidate := range schema.Blocks {
		try(candidate)
	}
	if best == "" {
		return ""
	}
	return "; did you mean " + best + "?"
}

// edits is the Levenshtein distance.
func edits(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diagonal := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			above := row[j]
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(row[j]+1, row[j-1]+1, diagonal+cost)
			diagonal = above
		}
	}
	return row[len(b)]
}
