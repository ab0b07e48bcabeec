package repo

import (
	"fmt"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
)

// kustomize's id of what a patch is for: kind.version.group/name.namespace.
var unmatchedPatch = regexp.MustCompile(`no resource matches strategic merge patch "(\w+)\.[^"/]*/([^"]+)"`)

// far is how many letters two kinds may differ in, to be taken for one with a typo in it.
const far = 3

// unmatched points a patch that finds nothing at the resource that it probably means: kustomize names the patch alone,
// and the mistake is as a rule in the resource.
func (r *Repo) unmatched(folder string, err error) error {
	found := unmatchedPatch.FindStringSubmatch(err.Error())
	if found == nil {
		return err
	}
	kind, id := found[1], found[2]
	reached := map[string]bool{}
	r.reach(folder, reached)
	files := make([]string, 0, len(reached))
	for file := range reached {
		files = append(files, file)
	}
	sort.Strings(files)
	nearest, best := Finding{}, far+1
	for _, file := range files {
		for _, document := range r.documents(filepath.Join(r.Root, file)) {
			node, name := child(document, "kind"), value(child(child(document, "metadata"), "name"))
			if distance := edits(value(node), kind); distance > 0 && distance < best && strings.HasPrefix(id+".", name+".") {
				best = distance
				nearest = Finding{Object: value(node) + " " + name, Origin: Origin{file, node.Line}, Message: fmt.Sprintf(
					"kind %s: a patch is for %s %s, which nothing makes: is this %s meant?", value(node), kind, name, kind)}
			}
		}
	}
	if best > far {
		return err
	}
	return nearest
}

// edits is how many letters have to be put in, taken out or changed to make one text the other.
func edits(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			next := diagonal
			if a[i] != b[j] {
				next = 1 + min(diagonal, row[j], row[j+1])
			}
			diagonal, row[j+1] = row[j+1], next
		}
	}
	return row[len(b)]
}
