package terraform

import (
	"regexp"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

type hclRange = hcl.Range

// Functions that Terraform and OpenTofu both have.
var functions = set(strings.Fields(`abs alltrue anytrue base64decode base64encode base64gzip base64sha256
	base64sha512 basename bcrypt can ceil chomp chunklist cidrhost cidrnetmask cidrsubnet cidrsubnets coalesce
	coalescelist compact concat contains csvdecode dirname distinct element endswith file filebase64
	filebase64sha256 filemd5 fileexists fileset filesha256 flatten floor format formatdate formatlist indent
	index join jsondecode jsonencode keys length log lookup lower map matchkeys max md5 merge min nonsensitive
	one parseint pathexpand plantimestamp pow range regex regexall replace reverse sensitive setintersection
	setproduct setsubtract setunion sha1 sha256 sha512 signum slice sort split startswith strcontains strrev
	substr sum templatefile textdecodebase64 textencodebase64 timeadd timecmp timestamp title tobool tolist
	tomap tonumber toset tostring transpose trim trimprefix trimspace trimsuffix try type upper urlencode uuid
	uuidv5 values yamldecode yamlencode zipmap`)...)

// Names that stand for something else than a declaration.
var special = set("each", "count", "self", "path", "terraform")

// checkReferences judges every expression of a body and of what is nested in it.
func (l *linter) checkReferences(body *hclsyntax.Body) {
	for _, given := range body.Attributes {
		l.checkExpression(given.Expr)
	}
	for _, inner := range body.Blocks {
		// What is listed there are arguments of the resource itself.
		if inner.Type != "lifecycle" {
			l.checkReferences(inner.Body)
		}
	}
}

func (l *linter) checkExpression(expression hclsyntax.Expression) {
	for _, traversal := range expression.Variables() {
		l.checkTraversal(traversal)
	}
	_ = hclsyntax.VisitAll(expression, func(node hclsyntax.Node) hcl.Diagnostics {
		if call, ok := node.(*hclsyntax.FunctionCallExpr); ok && !functions[call.Name] {
			l.add(call.NameRange, "there is no function %q", call.Name)
		}
		return nil
	})
}

// checkTraversal follows a reference as far as it can be known without a plan.
func (l *linter) checkTraversal(traversal hcl.Traversal) {
	root := traversal.RootName()
	if special[root] {
		return
	}
	length := 2
	if root == "data" {
		length = 3
	}
	names := []string{root}
	for _, step := range traversal[1:min(length, len(traversal))] {
		if attribute, ok := step.(hcl.TraverseAttr); ok {
			names = append(names, attribute.Name)
		}
	}
	key := strings.Join(names, ".")
	entry, ok := l.declared[key]
	if !ok || len(names) < length {
		l.add(traversal.SourceRange(), "%s is not declared", key)
		return
	}
	entry.used = true
	if root == "var" || root == "local" || entry.body == nil || len(traversal) == length {
		return
	}
	l.checkStep(traversal, length, key, entry)
}

// checkStep judges what is asked of a resource: an instance where there are many, then an attribute it has.
func (l *linter) checkStep(traversal hcl.Traversal, at int, key string, entry *declared) {
	switch step := traversal[at].(type) {
	case hcl.TraverseIndex:
		if !entry.repeated {
			l.add(traversal.SourceRange(), "%s has neither for_each nor count: remove the index", key)
			return
		}
		if at+1 < len(traversal) {
			if attribute, ok := traversal[at+1].(hcl.TraverseAttr); ok {
				l.checkAttribute(traversal, key, entry, attribute.Name)
			}
		}
	case hcl.TraverseAttr:
		if entry.repeated {
			l.add(traversal.SourceRange(), "%s has for_each or count: name one of them by its key", key)
			return
		}
		l.checkAttribute(traversal, key, entry, step.Name)
	}
}

func (l *linter) checkAttribute(traversal hcl.Traversal, key string, entry *declared, name string) {
	_, attribute := entry.schema.Attributes[name]
	_, nested := entry.schema.Blocks[name]
	if !attribute && !nested && (len(entry.schema.Attributes) > 0 || len(entry.schema.Blocks) > 0) {
		l.add(traversal.SourceRange(), "%s has no attribute %q%s", key, name, meant(name, entry.schema))
	}
}

// readPins reads required_providers: name = { source, version }.
func (l *linter) readPins(body *hclsyntax.Body) {
	for _, inner := range body.Blocks {
		if inner.Type != "required_providers" {
			continue
		}
		for name, given := range inner.Body.Attributes {
			value, diagnostics := given.Expr.Value(nil)
			if diagnostics.HasErrors() || !value.Type().IsObjectType() || !value.Type().HasAttribute("version") {
				l.add(given.NameRange, "%s: say source and version", name)
				continue
			}
			version := value.GetAttr("version").AsString()
			l.pinned[name] = version
			if !exactVersion.MatchString(version) {
				l.add(given.NameRange, "%s is pinned to %q: name one version", name, version)
			}
			if name == "aws" && version != l.providers.AWSVersion {
				l.add(given.NameRange, "aws is %s, but the schema that judges these files is of %s: make them equal", version, l.providers.AWSVersion)
			}
		}
	}
}

var exactVersion = regexp.MustCompile(`^\d+\.\d+\.\d+$`)

// checkPins: a provider without a pin is another one next month.
func (l *linter) checkPins() {
	for key, entry := range l.declared {
		if entry.body == nil || strings.HasPrefix(key, "var.") {
			continue
		}
		provider, _, _ := strings.Cut(strings.TrimPrefix(key, "data."), "_")
		if _, ok := l.pinned[provider]; !ok {
			l.add(entry.position, "%s: required_providers does not pin %q", key, provider)
		}
	}
}
