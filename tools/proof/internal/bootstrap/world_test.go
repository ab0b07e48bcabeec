package bootstrap

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strconv"
	"strings"
	"testing"

	"sigs.k8s.io/yaml"
)

// The test binary is also aws, flux and terraform: bootstrap.sh finds it under these names first.
// They share one world on disk, which behaves like the cloud for the calls that are made.
func TestMain(m *testing.M) {
	name := filepath.Base(os.Args[0])
	if run, ok := stubs[name]; ok && os.Getenv("STUB_WORLD") != "" {
		os.Exit(stub(name, run))
	}
	code := m.Run()
	os.RemoveAll(clone())
	os.Exit(code)
}

var stubs = map[string]func(*world, arguments) error{
	"aws": runAWS, "flux": runFlux, "terraform": runTerraform, "tofu": runTerraform,
}

// What bootstrap.sh must never say or hand to a process that does not need it.
const (
	token      = "tok-3f9a77c1d2"
	keyContent = "KEY-51c0ffee99"
)

// world is the cloud, the Git server and Flux, as far as the calls of bootstrap.sh show them.
type world struct {
	Account, Arn   string
	Buckets        map[string]map[string]string
	Cluster        string // its status; "" when there is none
	Protected      bool
	State          bool              // infra-ops stands in Terraform's state
	Initialized    map[string]string // TF_DATA_DIR → bucket
	Teardown       string
	Flux           bool
	Pushed         bool
	Suspended      bool
	Kustomizations map[string]*kustomization
	Resources      map[string]*resource // by ARN
	Quotas         map[string]float64
	Zones          map[string]string
	Kafka          []string
	Tools          map[string]string // versions that differ from the usual ones
	Unreachable    bool              // infra-ops' API, from here
	Missing        string            // an instance type or database class that no region has
	Denied         string            // a reading call and its region that nobody here may make
	Calls          int               `json:"-"`

	folder string
	write  bool // the call at hand changes something
}

type kustomization struct {
	Policy, Prune string
	Ready         bool
	Deleting      bool
}

type resource struct {
	Phase, Region string
	// Going counts the looks until it is really gone.
	Going int
}

// call is one line of the log that the tests read.
type call struct {
	Arguments []string
	Write     bool
	Secrets   []string // names of variables in its environment that hold one
}

func (w *world) path(name string) string { return filepath.Join(w.folder, name) }

func loadWorld(folder string) (*world, error) {
	w := &world{folder: folder}
	content, err := os.ReadFile(w.path("world.json"))
	if err == nil {
		err = json.Unmarshal(content, w)
	}
	return w, err
}

func (w *world) save() error {
	content, err := json.MarshalIndent(w, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(w.path("world.json"), content, 0o600)
}

func newWorld(folder string) *world {
	return &world{
		folder: folder, Account: "111111111111", Arn: "arn:aws:sts::111111111111:assumed-role/platform-admin/me",
		Buckets: map[string]map[string]string{}, Initialized: map[string]string{},
		Kustomizations: map[string]*kustomization{}, Resources: map[string]*resource{},
		Quotas: map[string]float64{"L-F678F1CE": 5, "L-0263D0A3": 8, "L-1194D53C": 100, "L-EDD31C36": 90, "L-1216C47A": 512},
		Zones: map[string]string{
			"eu-west-1a": "euw1-az1", "eu-west-1b": "euw1-az2", "eu-west-1c": "euw1-az3",
			"eu-central-1a": "euc1-az2", "eu-central-1b": "euc1-az3", "eu-central-1c": "euc1-az1",
		},
		Kafka: []string{"3.6.0", "3.7.x", "3.8.x", "3.9.x", "3.9.x.kraft", "4.0.x.kraft", "4.1.x.kraft"},
	}
}

// phase is what the stub of Flux reads of a Kustomization: by a YAML library, not by bootstrap.sh's awk.
type phase struct {
	Kind     string `json:"kind"`
	Metadata struct {
		Name string `json:"name"`
	} `json:"metadata"`
	Spec struct {
		DependsOn []struct {
			Name string `json:"name"`
		} `json:"dependsOn"`
		DeletionPolicy string `json:"deletionPolicy"`
	} `json:"spec"`
}

func readPhases(root string) ([]phase, error) {
	paths, err := filepath.Glob(filepath.Join(root, "clusters", "infra-ops", "[0-9]*.yaml"))
	if err != nil {
		return nil, err
	}
	sort.Strings(paths)
	var phases []phase
	for _, path := range paths {
		content, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		for _, document := range strings.Split(string(content), "\n---\n") {
			var p phase
			if err := yaml.Unmarshal([]byte(document), &p); err != nil {
				return nil, fmt.Errorf("%s: %w", path, err)
			}
			phases = append(phases, p)
		}
	}
	return phases, nil
}

// phases were read before the run began: by every call anew they would cost more than all else.
func (w *world) phases() (phases []phase, err error) {
	content, err := os.ReadFile(w.path("phases.json"))
	if err == nil {
		err = json.Unmarshal(content, &phases)
	}
	return phases, err
}

var errInjected = errors.New("an injected failure")

// stub is one call of aws, flux or terraform. STUB_FAIL=17 makes the 17th call fail before it does
// anything, STUB_FAIL=17+ after it has done it, as if its answer had been lost.
func stub(name string, run func(*world, arguments) error) int {
	w, err := loadWorld(os.Getenv("STUB_WORLD"))
	if err != nil {
		fmt.Fprintln(os.Stderr, "stub:", err)
		return 99
	}
	number := w.count()
	fail, after := strings.CutSuffix(os.Getenv("STUB_FAIL"), "+")
	injected := fail == strconv.Itoa(number)
	if !injected || after {
		err = run(w, parse(os.Args[1:]))
	}
	if err == nil && injected {
		err = errInjected
	}
	w.log(name, err)
	if saved := w.save(); saved != nil {
		fmt.Fprintln(os.Stderr, "stub:", saved)
		return 99
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

func (w *world) count() int {
	content, _ := os.ReadFile(w.path("calls"))
	return strings.Count(string(content), "\n") + 1
}

func (w *world) log(name string, err error) {
	entry := call{Arguments: append([]string{name}, os.Args[1:]...), Write: w.write}
	for _, variable := range os.Environ() {
		if key, value, _ := strings.Cut(variable, "="); strings.Contains(value, token) || strings.Contains(value, keyContent) {
			entry.Secrets = append(entry.Secrets, key)
		}
	}
	line, _ := json.Marshal(entry)
	file, openErr := os.OpenFile(w.path("calls"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if openErr != nil {
		panic(openErr)
	}
	defer file.Close()
	fmt.Fprintln(file, string(line))
}

// arguments are words and --flags; a flag takes the words up to the next one.
type arguments struct {
	words []string
	flags map[string][]string
}

func parse(all []string) arguments {
	parsed := arguments{flags: map[string][]string{}}
	for i := 0; i < len(all); i++ {
		if !strings.HasPrefix(all[i], "-") {
			parsed.words = append(parsed.words, all[i])
			continue
		}
		name, value, given := strings.Cut(strings.TrimLeft(all[i], "-"), "=")
		if !slices.Contains(many, name) {
			if !given && i+1 < len(all) && !strings.HasPrefix(all[i+1], "-") {
				i++
				value = all[i]
			}
			parsed.flags[name] = append(parsed.flags[name], value)
			continue
		}
		for i+1 < len(all) && !strings.HasPrefix(all[i+1], "-") {
			i++
			parsed.flags[name] = append(parsed.flags[name], all[i])
		}
	}
	return parsed
}

// Flags of aws that take several words.
var many = []string{"filters", "tag-filters", "instance-types"}

func (a arguments) has(name string) bool { _, ok := a.flags[name]; return ok }

func (a arguments) get(name string) string {
	if values := a.flags[name]; len(values) > 0 {
		return values[len(values)-1]
	}
	return ""
}

func (a arguments) command() string { return strings.Join(a.words, " ") }

// refuse answers a call that the stub does not know: the script may only make calls that are proven here.
func (a arguments) refuse() error {
	return fmt.Errorf("stub: unknown call %q %v", a.command(), a.flags)
}
