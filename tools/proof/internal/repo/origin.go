package repo

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	yamlv3 "go.yaml.in/yaml/v3"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/yaml"
)

// Object is one object that Flux applies, the phase that applies it and the place where it is written.
type Object struct {
	*unstructured.Unstructured
	Phase  string
	Origin Origin
	node   *yamlv3.Node
}

// Title is the object's kind and name, as messages show it.
func (o Object) Title() string {
	if o.Unstructured == nil {
		return ""
	}
	if o.GetNamespace() == "" {
		return o.GetKind() + " " + o.GetName()
	}
	return o.GetKind() + " " + o.GetNamespace() + "/" + o.GetName()
}

const originAnnotation = "config.kubernetes.io/origin"

// takeOrigin removes kustomize's note of where the object comes from and resolves it.
func (r *Repo) takeOrigin(object *unstructured.Unstructured, folder string) Object {
	annotations := object.GetAnnotations()
	var note struct {
		Path         string `json:"path"`
		ConfiguredIn string `json:"configuredIn"`
	}
	_ = yaml.Unmarshal([]byte(annotations[originAnnotation]), &note)
	delete(annotations, originAnnotation)
	if len(annotations) == 0 {
		annotations = nil
	}
	object.SetAnnotations(annotations)
	result := Object{Unstructured: object}
	path := note.Path
	if path == "" {
		path = note.ConfiguredIn
	}
	if path == "" {
		return result
	}
	file := filepath.Join(folder, path)
	result.Origin = Origin{File: r.relative(file), Line: 1}
	if document := r.find(file, object); document != nil {
		result.Origin.Line = document.Line
		result.node = document
	}
	return result
}

func (r *Repo) relative(file string) string {
	if relative, err := filepath.Rel(r.Root, file); err == nil {
		return filepath.ToSlash(relative)
	}
	return file
}

var variable = regexp.MustCompile(`\$\{(\w+)\}`)

// documents parses a file once; variables are filled in, so that names can be compared.
func (r *Repo) documents(file string) []*yamlv3.Node {
	if found, ok := r.parsed[file]; ok {
		return found
	}
	var documents []*yamlv3.Node
	content, err := os.ReadFile(file)
	if err == nil {
		filled := variable.ReplaceAllStringFunc(string(content), func(use string) string {
			if value, ok := r.Variables[variable.FindStringSubmatch(use)[1]]; ok {
				return value
			}
			return use
		})
		decoder := yamlv3.NewDecoder(bytes.NewBufferString(filled))
		for {
			var document yamlv3.Node
			if err := decoder.Decode(&document); errors.Is(err, io.EOF) || err != nil {
				break
			}
			if len(document.Content) == 1 && document.Content[0].Kind == yamlv3.MappingNode {
				documents = append(documents, document.Content[0])
			}
		}
	}
	r.parsed[file] = documents
	return documents
}

// find returns the document of the file that became the object: same kind and name, else the
// only one of its kind (a prefix may have changed the name).
func (r *Repo) find(file string, object *unstructured.Unstructured) *yamlv3.Node {
	var sameKind []*yamlv3.Node
	for _, document := range r.documents(file) {
		if value(child(document, "kind")) != object.GetKind() {
			continue
		}
		if value(child(child(document, "metadata"), "name")) == object.GetName() {
			return document
		}
		sameKind = append(sameKind, document)
	}
	if len(sameKind) == 1 {
		return sameKind[0]
	}
	return nil
}

// lineOf is the line of the deepest part of the path that the file has; 0 when it has none of it.
func (o Object) lineOf(path string) int {
	if o.node == nil {
		return 0
	}
	path = strings.NewReplacer("[", ".", "]", "").Replace(path)
	node, line := o.node, 0
	for _, part := range strings.Split(path, ".") {
		next := step(node, part)
		if next == nil {
			break
		}
		node = next
		line = next.Line
		if key := keyOf(o.node, next); key != nil {
			line = key.Line
		}
	}
	return line
}

func step(node *yamlv3.Node, part string) *yamlv3.Node {
	if node.Kind == yamlv3.SequenceNode {
		if index, err := strconv.Atoi(part); err == nil && index >= 0 && index < len(node.Content) {
			return node.Content[index]
		}
		return nil
	}
	return child(node, part)
}

func child(node *yamlv3.Node, key string) *yamlv3.Node {
	if node == nil || node.Kind != yamlv3.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(node.Content); i += 2 {
		if node.Content[i].Value == key {
			return node.Content[i+1]
		}
	}
	return nil
}

// keyOf is the key that holds the value, wherever it is under the node.
func keyOf(node, wanted *yamlv3.Node) *yamlv3.Node {
	for i, content := range node.Content {
		if content == wanted && node.Kind == yamlv3.MappingNode && i%2 == 1 {
			return node.Content[i-1]
		}
		if found := keyOf(content, wanted); found != nil {
			return found
		}
	}
	return nil
}

func value(node *yamlv3.Node) string {
	if node == nil {
		return ""
	}
	return node.Value
}
