package compose

import (
	"crypto/sha256"
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	renderv1alpha1 "github.com/crossplane/crossplane/v2/proto/render/v1alpha1"
	"google.golang.org/protobuf/proto"

	"odds-update/tools/proof/internal/memory"
)

// answer is what the engine said, and to what: the request is the key, but most of the objects that a function could
// ask for decide nothing.
type answer struct {
	// Kinds that could decide it, and the digest of all objects of these kinds.
	Kinds    []string
	Seen     string
	Response []byte
}

// asking is how answers are asked for and kept: what it makes of a request, and of which kinds it says that they decide.
//
//go:embed memory.go render.go
var asking embed.FS

// sameFor stands for all that decides an answer and is the same for every request: the engine, the function (their
// folders are named by what they were built of), the compositions' code, and how this package asks. Answers outlive
// the run, so what is left out here would be answered wrongly after it changes.
func sameFor(tools Tools, code string) ([]byte, error) {
	sum := sha256.New()
	fmt.Fprintf(sum, "%s\n%s\n", tools.Engine, tools.Function)
	for _, file := range []string{"memory.go", "render.go"} {
		content, err := asking.ReadFile(file)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(sum, "%s %d\n%s", file, len(content), content)
	}
	err := filepath.WalkDir(code, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		fmt.Fprintf(sum, "%s %d\n%s", strings.TrimPrefix(path, code), len(content), content)
		return nil
	})
	return sum.Sum(nil), err
}

// ask takes the engine's answer from memory, or asks it. The request has no objects yet that the function
// could ask for, and no address of the function: that differs from run to run.
func (e *Engine) ask(in Input, request *renderv1alpha1.RenderRequest, render func() ([]byte, error)) ([]byte, error) {
	if e.memory == "" {
		return render()
	}
	encoded, err := proto.MarshalOptions{Deterministic: true}.Marshal(request)
	if err != nil {
		return nil, err
	}
	var known answer
	fits := func(content []byte) (bool, error) {
		known = answer{}
		// One that cannot be read is none.
		err := json.Unmarshal(content, &known)
		return err == nil && known.Seen == digest(in.Others, known.Kinds), nil
	}
	_, err = e.memory.Find(memory.Key(e.same, encoded), fits, func() ([]byte, error) {
		response, err := render()
		if err != nil {
			return nil, err
		}
		kinds, err := decisive(response)
		if err != nil {
			return nil, err
		}
		known = answer{Kinds: kinds, Seen: digest(in.Others, kinds), Response: response}
		return json.Marshal(known)
	})
	return known.Response, err
}

// decisive are the kinds that the function asked for, and those of which the engine could have found an object by
// itself: one with the name of one that it makes, or a Secret with connection details.
func decisive(response []byte) ([]string, error) {
	var decoded renderv1alpha1.RenderResponse
	if err := proto.Unmarshal(response, &decoded); err != nil {
		return nil, err
	}
	kinds := []string{"v1 Secret"}
	made := decoded.GetComposite()
	for _, object := range slices.Concat(made.GetRequiredResources(), made.GetComposedResources(), made.GetDeletedResources()) {
		fields := object.AsMap()
		kinds = append(kinds, fmt.Sprint(fields["apiVersion"], " ", fields["kind"]))
	}
	slices.Sort(kinds)
	return slices.Compact(kinds), nil
}

func digest(objects []Object, kinds []string) string {
	var parts [][]byte
	for _, object := range objects {
		if !slices.Contains(kinds, object.GetAPIVersion()+" "+object.GetKind()) {
			continue
		}
		// It came from JSON, and JSON sorts its keys.
		content, err := json.Marshal(object.Object)
		if err != nil {
			panic(err)
		}
		parts = append(parts, content)
	}
	return memory.Key(parts...)
}
