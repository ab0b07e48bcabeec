package bootstrap

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"
)

const repository = "../../../.."

// machine is a clone, a cloud and a PATH that has the stubs.
type machine struct {
	t      *testing.T
	root   string // the clone
	git    string // what Flux reads: the clone, too, unless a test says otherwise
	folder string // the world
	extra  []string
}

// clone is shared by all machines that do not edit it.
var clone = sync.OnceValue(func() string {
	root, err := os.MkdirTemp("", "bootstrap-clone-")
	if err != nil {
		panic(err)
	}
	for _, part := range []string{"bootstrap.sh", "environments.yaml", "main.tf", "cluster.tf", "tools/bootstrap", "clusters",
		"crossplane/envs", "crossplane/apis/kafkaclusters", "crossplane/generated", "crossplane/boundary.json"} {
		copyTree(filepath.Join(repository, part), filepath.Join(root, part))
	}
	openToAPerson(filepath.Join(root, "environments.yaml"))
	return root
})

const adminRange = "admin_range: 203.0.113.7/32"

// openToAPerson does what a person does before the first apply: as committed, the API answers nobody outside.
func openToAPerson(path string) {
	content, err := os.ReadFile(path)
	if err != nil {
		panic(err)
	}
	opened := strings.ReplaceAll(string(content), "admin_range: none", adminRange)
	if strings.Count(opened, adminRange) != 2 {
		panic("environments.yaml is no longer closed to everyone")
	}
	if err := os.WriteFile(path, []byte(opened), 0o600); err != nil {
		panic(err)
	}
}

func newMachine(t *testing.T) *machine {
	t.Helper()
	m := &machine{t: t, root: clone(), folder: t.TempDir()}
	binaries := filepath.Join(m.folder, "bin")
	if err := os.Mkdir(binaries, 0o755); err != nil {
		t.Fatal(err)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"aws", "flux", "terraform"} {
		if err := os.Symlink(self, filepath.Join(binaries, name)); err != nil {
			t.Fatal(err)
		}
	}
	m.extra = []string{"ODDS_GIT_URL=https://git.example.com/odds.git", "ODDS_GIT_TOKEN=" + token}
	m.change(func(w *world) {})
	return m
}

// ownClone is for machines that edit files.
func (m *machine) ownClone() {
	if m.root == clone() {
		m.root = filepath.Join(m.folder, "clone")
		copyTree(clone(), m.root)
	}
}

func copyTree(from, to string) {
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		panic(err)
	}
	if output, err := exec.Command("cp", "-r", from, to).CombinedOutput(); err != nil {
		panic(fmt.Sprintf("%v %s", err, output))
	}
}

// change starts from the world as it is, or from an empty account.
func (m *machine) change(edit func(*world)) {
	m.t.Helper()
	w, err := loadWorld(m.folder)
	if err != nil {
		w = newWorld(m.folder)
	}
	edit(w)
	if err := w.save(); err != nil {
		m.t.Fatal(err)
	}
}

func (m *machine) edit(file, from, to string) {
	m.t.Helper()
	m.ownClone()
	path := filepath.Join(m.root, file)
	content, err := os.ReadFile(path)
	if err != nil {
		m.t.Fatal(err)
	}
	if !strings.Contains(string(content), from) {
		m.t.Fatalf("%s no longer holds %q", file, from)
	}
	if err := os.WriteFile(path, []byte(strings.Replace(string(content), from, to, 1)), 0o644); err != nil {
		m.t.Fatal(err)
	}
}

type result struct {
	output string
	code   int
	calls  []call
	world  *world
}

// run answers bootstrap.sh's questions with input; failing as STUB_FAIL says.
func (m *machine) run(input, fail string, arguments ...string) result {
	m.t.Helper()
	// Neither hangs nor asks a person.
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	if err := os.RemoveAll(filepath.Join(m.folder, "calls")); err != nil {
		m.t.Fatal(err)
	}
	m.writePhases()
	command := exec.CommandContext(ctx, "bash", append([]string{filepath.Join(m.root, "bootstrap.sh")}, arguments...)...)
	command.Env = append([]string{
		"PATH=" + filepath.Join(m.folder, "bin") + ":/usr/bin:/bin", "HOME=" + m.folder, "TMPDIR=" + m.folder,
		"STUB_WORLD=" + m.folder, "STUB_FAIL=" + fail, "ODDS_POLL_SECONDS=0", "ODDS_WAIT_MINUTES=1",
	}, m.extra...)
	command.Stdin = strings.NewReader(input)
	output, err := command.CombinedOutput()
	if ctx.Err() != nil {
		m.t.Fatalf("bootstrap.sh %v does not end:\n%s", arguments, output)
	}
	if _, exited := err.(*exec.ExitError); err != nil && !exited {
		m.t.Fatal(err)
	}
	r := result{output: string(output), code: command.ProcessState.ExitCode()}
	if r.world, err = loadWorld(m.folder); err != nil {
		m.t.Fatal(err)
	}
	m.readCalls(&r)
	m.nothingLeaks(r)
	return r
}

var clonePhases = sync.OnceValues(func() ([]phase, error) { return readPhases(clone()) })

func (m *machine) writePhases() {
	git, read := m.git, clonePhases
	if git == "" {
		git = m.root
	}
	if git != clone() {
		read = func() ([]phase, error) { return readPhases(git) }
	}
	phases, err := read()
	if err != nil {
		m.t.Fatal(err)
	}
	content, err := json.Marshal(phases)
	if err != nil {
		m.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(m.folder, "phases.json"), content, 0o600); err != nil {
		m.t.Fatal(err)
	}
}

func (m *machine) readCalls(r *result) {
	content, err := os.ReadFile(filepath.Join(m.folder, "calls"))
	if err != nil && !os.IsNotExist(err) {
		m.t.Fatal(err)
	}
	lines := bufio.NewScanner(bytes.NewReader(content))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var c call
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			m.t.Fatal(err)
		}
		r.calls = append(r.calls, c)
	}
}

// nothingLeaks holds for every run of every test: no secret in the output, in arguments, in the
// environment of a process that does not need it, or on disk after the end.
func (m *machine) nothingLeaks(r result) {
	m.t.Helper()
	for _, secret := range []string{token, keyContent} {
		if strings.Contains(r.output, secret) {
			m.t.Errorf("bootstrap.sh prints a secret:\n%s", r.output)
		}
		for _, c := range r.calls {
			if strings.Contains(strings.Join(c.Arguments, " "), secret) {
				m.t.Errorf("a secret stands in the arguments of %v", c.Arguments)
			}
		}
	}
	for _, c := range r.calls {
		forGit := len(c.Arguments) > 2 && c.Arguments[0] == "flux" && c.Arguments[1] == "bootstrap"
		for _, variable := range c.Secrets {
			if !forGit || variable != "GIT_PASSWORD" {
				m.t.Errorf("%v inherits a secret in %s", c.Arguments[:min(3, len(c.Arguments))], variable)
			}
		}
	}
	if left, _ := filepath.Glob(filepath.Join(m.folder, "tmp.*")); len(left) > 0 {
		m.t.Errorf("left behind: %v", left)
	}
}

func (r result) writes() []string {
	var all []string
	for _, c := range r.calls {
		if c.Write {
			all = append(all, strings.Join(c.Arguments, " "))
		}
	}
	return all
}

func (r result) wants(t *testing.T, code int, parts ...string) {
	t.Helper()
	if r.code != code {
		t.Errorf("exit code %d, want %d", r.code, code)
	}
	for _, part := range parts {
		if !strings.Contains(r.output, part) {
			t.Errorf("the output lacks %q", part)
		}
	}
	if t.Failed() {
		t.Logf("output:\n%s", r.output)
	}
}

// same compares where two runs ended.
func same(t *testing.T, got, want *world) {
	t.Helper()
	got.folder, want.folder = "", ""
	// Named by the clone's folder, which differs.
	if len(got.Initialized) != len(want.Initialized) {
		t.Errorf("terraform init ran for %d environments, want %d", len(got.Initialized), len(want.Initialized))
	}
	got.Initialized, want.Initialized = nil, nil
	if !reflect.DeepEqual(got, want) {
		a, _ := json.MarshalIndent(got, "", " ")
		b, _ := json.MarshalIndent(want, "", " ")
		t.Errorf("another end than without a failure:\n%s\nwant:\n%s", a, b)
	}
}
