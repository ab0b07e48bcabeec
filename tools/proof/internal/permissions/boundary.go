package permissions

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"sigs.k8s.io/yaml"
)

// BoundaryFile is the policy beyond which no role made by Crossplane has rights; main.tf makes it.
const BoundaryFile = "crossplane/boundary.json"

// BoundaryBytesMax is what AWS takes as a managed policy, without white space.
const BoundaryBytesMax = 6144

// texts are one text or several, as IAM writes them.
type texts []string

func (t *texts) UnmarshalJSON(content []byte) error {
	var one string
	if json.Unmarshal(content, &one) == nil {
		*t = texts{one}
		return nil
	}
	return json.Unmarshal(content, (*[]string)(t))
}

// Policy is a document of IAM as somebody wrote it.
type Policy struct {
	Statement []struct {
		Sid       string
		Effect    string
		Action    texts
		Resource  texts
		Condition map[string]any
	}
}

// ParsePolicy reads a document.
func ParsePolicy(text string) (Policy, error) {
	var p Policy
	if err := json.Unmarshal([]byte(text), &p); err != nil {
		return p, fmt.Errorf("the policy is no JSON of IAM: %w", err)
	}
	return p, nil
}

// LoadBoundary reads that of a checkout.
func LoadBoundary(root string) (Policy, error) {
	content, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(BoundaryFile)))
	if err != nil {
		return Policy{}, err
	}
	return ParsePolicy(string(content))
}

// like matches as IAM does; a star in the text is a letter, so that a pattern covers only narrower ones.
func like(pattern, text string) bool {
	expression := strings.NewReplacer(`\*`, ".*", `\?`, ".").Replace(regexp.QuoteMeta(pattern))
	return regexp.MustCompile("(?i)^" + expression + "$").MatchString(text)
}

func (t texts) like(text string) bool {
	for _, pattern := range t {
		if like(pattern, text) {
			return true
		}
	}
	return false
}

// Allows says whether a role under this boundary can have the right, whatever else is asked.
func (p Policy) Allows(action, resource string) bool {
	allowed := false
	for _, s := range p.Statement {
		if !s.Action.like(action) || !s.Resource.like(resource) {
			continue
		}
		if s.Effect == "Deny" && len(s.Condition) == 0 {
			return false
		}
		allowed = allowed || s.Effect == "Allow"
	}
	return allowed
}

// Beyond are the rights of a role's policy that the boundary takes away.
func (p Policy) Beyond(of Policy) []string {
	var out []string
	for _, s := range of.Statement {
		if s.Effect != "Allow" {
			continue
		}
		for _, action := range s.Action {
			for _, resource := range s.Resource {
				if !p.Allows(action, resource) {
					out = append(out, action+" on "+resource)
				}
			}
		}
	}
	return out
}

//go:embed managed.yaml
var managedText []byte

// ManagedByAWS are the actions of the policies of AWS that roles here have, by name.
func ManagedByAWS() (map[string][]string, error) {
	var managed map[string][]string
	return managed, yaml.UnmarshalStrict(managedText, &managed)
}
