package topics

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	utilyaml "k8s.io/apimachinery/pkg/util/yaml"
)

// Granted reads the rights of every role back from the files that Flux applies.
func Granted(repository fs.FS, roles []string) (map[string][]Statement, error) {
	granted := map[string][]Statement{}
	for _, role := range roles {
		file := rightsFolder + "/" + role + ".yaml"
		content, err := fs.ReadFile(repository, file)
		if err != nil {
			return nil, err
		}
		decoder := utilyaml.NewYAMLOrJSONDecoder(bytes.NewReader(content), 4096)
		for {
			var object unstructured.Unstructured
			if err := decoder.Decode(&object.Object); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				return nil, fmt.Errorf("%s: %w", file, err)
			}
			policy, has, _ := unstructured.NestedString(object.Object, "spec", "forProvider", "policy")
			if !has || object.GetKind() != "Policy" {
				continue
			}
			if size := policySize(policy); size > policyBytesMax {
				return nil, fmt.Errorf("%s: the policy has %d bytes, AWS takes %d: split it in internal/topics", file, size, policyBytesMax)
			}
			var document struct{ Statement []Statement }
			if err := json.Unmarshal([]byte(policy), &document); err != nil {
				return nil, fmt.Errorf("%s: %w", file, err)
			}
			granted[role] = append(granted[role], document.Statement...)
		}
	}
	return granted, nil
}

// policySize is what AWS counts: no blanks, and the variables at their longest.
func policySize(policy string) int {
	longest := strings.NewReplacer("${environment}", "prod", "${region}", "ap-southeast-1", "${account}", "123456789012")
	return len(regexp.MustCompile(`\s+`).ReplaceAllString(longest.Replace(policy), ""))
}

// Judge finds every need that nothing grants, every right that nobody needs, and every topic without a place
// in the list.
func Judge(list *List, needs []Need, granted map[string][]Statement) []error {
	var errs []error
	declared := map[string]string{}
	for _, topic := range list.Topics {
		declared[topic.Name] = topic.Cluster
	}
	for _, role := range list.Roles {
		for cluster, names := range role.OwnTopics {
			for _, name := range names {
				declared[name] = cluster
			}
		}
	}
	for _, need := range needs {
		if need.League != "" && !slices.Contains(list.Leagues, need.League) {
			continue // JudgeLeagues says so, once
		}
		if cluster := declared[need.Name]; need.Kind == "topic" && cluster != need.Cluster {
			errs = append(errs, fmt.Errorf("%s: %s names the topic %s on %s, which %s does not declare there: add it",
				need.Why, need.Role, need.Name, need.Cluster, listFile))
			continue
		}
		if !grants(granted[need.Role], need) {
			errs = append(errs, fmt.Errorf("%s: %s lacks %s on %s %q of %s: name %s in reads or writes of %s, or in %s",
				need.Why, need.Role, need.Action, need.Kind, need.Name, need.Cluster, need.Role, listFile, rolesFile))
		}
	}
	for _, role := range sortedKeys(granted) {
		for _, statement := range granted[role] {
			errs = append(errs, superfluous(role, statement, needs)...)
		}
	}
	return errs
}

func grants(statements []Statement, need Need) bool {
	for _, statement := range statements {
		for _, action := range statement.Action {
			for _, resource := range statement.Resource {
				if action == "kafka-cluster:"+need.Action && covers(resource, need) {
					return true
				}
			}
		}
	}
	return false
}

// superfluous are the rights of a statement that no need of the role uses, and those that reach what is
// another role's.
func superfluous(role string, statement Statement, needs []Need) []error {
	var errs []error
	for _, action := range statement.Action {
		for _, resource := range statement.Resource {
			used := false
			for _, need := range needs {
				if "kafka-cluster:"+need.Action != action || !covers(resource, need) {
					continue
				}
				if need.Role == role {
					used = true
				} else if need.Kind == "group" || need.Kind == "transactional-id" {
					errs = append(errs, fmt.Errorf("%s/%s.yaml: %s on %s reaches %q, which is %s's: narrow it in %s",
						rightsFolder, role, action, resource, need.Name, need.Role, rolesFile))
				}
			}
			if !used {
				errs = append(errs, fmt.Errorf("%s/%s.yaml: nothing in the sources of %s needs %s on %s: take %s out of %s or its entry out of %s",
					rightsFolder, role, role, action, resource, role, listFile, rolesFile))
			}
		}
	}
	return errs
}

// covers tells whether an ARN with stars means what is needed.
func covers(pattern string, need Need) bool {
	arn := arns(need.Cluster, need.Kind, []string{need.Name})[0]
	// The star of the need stands for the cluster's id, which no other thing's name holds.
	arn = strings.Replace(arn, "/*", "/0f1e2d3c-id", 1)
	return matches(pattern, arn)
}

// matches: a star stands for any text, as in IAM.
func matches(pattern, text string) bool {
	parts := strings.Split(pattern, "*")
	if !strings.HasPrefix(text, parts[0]) {
		return false
	}
	text = text[len(parts[0]):]
	for i, part := range parts[1:] {
		if i == len(parts)-2 {
			return strings.HasSuffix(text, part)
		}
		at := strings.Index(text, part)
		if at < 0 {
			return false
		}
		text = text[at+len(part):]
	}
	return text == ""
}
