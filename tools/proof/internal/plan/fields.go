package plan

import (
	"bytes"
	"encoding/json"
	"fmt"
	"sort"
	"strings"
)

// Change is one field that differs; nil is one that is not there.
type Change struct {
	Path     string
	Was, Now any
}

// Fields lists what differs between two objects, in the order of the paths.
func Fields(was, now map[string]any) []Change {
	before, after := map[string]any{}, map[string]any{}
	flatten("", was, before)
	flatten("", now, after)
	var changes []Change
	for path, value := range before {
		if other, stays := after[path]; !stays || fmt.Sprint(other) != fmt.Sprint(value) {
			changes = append(changes, Change{Path: path, Was: value, Now: other})
		}
	}
	for path, value := range after {
		if _, was := before[path]; !was {
			changes = append(changes, Change{Path: path, Now: value})
		}
	}
	sort.Slice(changes, func(i, j int) bool { return changes[i].Path < changes[j].Path })
	return changes
}

// flatten takes lists of scalars as one value: a position in them says little.
func flatten(path string, value any, out map[string]any) {
	switch v := value.(type) {
	case map[string]any:
		if len(v) == 0 && path != "" {
			out[path] = "{}"
		}
		for key, inner := range v {
			next := path + "." + key
			if strings.ContainsAny(key, "./") {
				next = path + "[" + key + "]"
			}
			flatten(strings.TrimPrefix(next, "."), inner, out)
		}
	case []any:
		if scalars(v) {
			out[path] = v
			return
		}
		for i, inner := range v {
			flatten(fmt.Sprintf("%s[%s]", path, element(inner, i)), inner, out)
		}
	case string:
		if statements, ok := policy(v); ok {
			flatten(path, statements, out)
			return
		}
		out[path] = laid(v)
	default:
		out[path] = value
	}
}

// policy is a policy document by its statements, if each has an identifier of its own: their order says nothing, and
// whose statement changes is to be seen.
func policy(text string) (map[string]any, bool) {
	var document map[string]any
	if !strings.HasPrefix(text, "{") || json.Unmarshal([]byte(text), &document) != nil {
		return nil, false
	}
	statements, ok := document["Statement"].([]any)
	if !ok {
		return nil, false
	}
	known := map[string]bool{}
	for _, entry := range statements {
		statement, _ := entry.(map[string]any)
		sid, _ := statement["Sid"].(string)
		if sid == "" || known[sid] {
			return nil, false
		}
		known[sid] = true
	}
	return document, true
}

// laid is JSON of one line on several, so that two of them can be compared line by line.
func laid(text string) string {
	var out bytes.Buffer
	if len(text) < lineMax || !strings.ContainsAny(text[:1], "{[") || strings.Contains(text, "\n") || json.Indent(&out, []byte(text), "", " ") != nil {
		return text
	}
	return out.String()
}

func scalars(list []any) bool {
	for _, entry := range list {
		switch entry.(type) {
		case map[string]any, []any:
			return false
		}
	}
	return true
}

// element is the name of an element that has one, so that an insertion moves no other.
func element(value any, index int) string {
	if fields, ok := value.(map[string]any); ok {
		for _, key := range []string{"name", "id", "key", "Sid"} {
			if name, ok := fields[key].(string); ok && name != "" {
				return name
			}
		}
	}
	return fmt.Sprint(index)
}

// Text is the change as lines for a person.
func (c Change) Text() []string {
	was, now := show(c.Was), show(c.Now)
	if before, after := list(c.Was), list(c.Now); before != nil && after != nil && len(was)+len(now) > lineMax {
		return append([]string{c.Path + ":"}, lines(before, after)...)
	}
	switch {
	case strings.Contains(was+now, "\n"):
		return append([]string{c.Path + ":"}, lines(strings.Split(was, "\n"), strings.Split(now, "\n"))...)
	case c.Was == nil:
		return []string{fmt.Sprintf("+ %s: %s", c.Path, now)}
	case c.Now == nil:
		return []string{fmt.Sprintf("- %s: %s", c.Path, was)}
	}
	return []string{fmt.Sprintf("~ %s: %s → %s", c.Path, was, now)}
}

func show(value any) string {
	if value == nil {
		return ""
	}
	if text, ok := value.(string); ok {
		return strings.TrimSuffix(text, "\n")
	}
	return fmt.Sprint(value)
}

// list is what a list of scalars has, nil of all else.
func list(value any) []string {
	entries, ok := value.([]any)
	if !ok {
		return nil
	}
	out := make([]string, 0, len(entries))
	for _, entry := range entries {
		out = append(out, fmt.Sprint(entry))
	}
	return out
}

// lineMax is what a person reads in one line.
const lineMax = 160

// linesMax bounds the comparison of two texts; above it both are only counted.
const linesMax = 2000

// lines shows what differs between two texts: the longest common subsequence stays unsaid.
func lines(was, now []string) []string {
	if len(was) > linesMax || len(now) > linesMax {
		return []string{fmt.Sprintf("  %d lines → %d lines", len(was), len(now))}
	}
	common := make([][]int, len(was)+1)
	for i := range common {
		common[i] = make([]int, len(now)+1)
	}
	for i := len(was) - 1; i >= 0; i-- {
		for j := len(now) - 1; j >= 0; j-- {
			if was[i] == now[j] {
				common[i][j] = common[i+1][j+1] + 1
			} else {
				common[i][j] = max(common[i+1][j], common[i][j+1])
			}
		}
	}
	var out []string
	i, j := 0, 0
	for i < len(was) || j < len(now) {
		switch {
		case i < len(was) && j < len(now) && was[i] == now[j]:
			i, j = i+1, j+1
		case j == len(now) || i < len(was) && common[i+1][j] >= common[i][j+1]:
			out = append(out, "  - "+was[i])
			i++
		default:
			out = append(out, "  + "+now[j])
			j++
		}
	}
	return out
}
