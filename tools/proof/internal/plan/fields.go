package plan

import (
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
	default:
		out[path] = value
	}
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
		for _, key := range []string{"name", "id", "key", "sid"} {
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
