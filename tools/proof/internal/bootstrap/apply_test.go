package bootstrap

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestApplyMakesTheEnvironment(t *testing.T) {
	t.Parallel()
	m := newMachine(t)
	r := m.run("", "", "--env", "dev")
	r.wants(t, 0, "[1/6] check", "[6/6] phases: done in", "40-data: data is ready after", "dev stands.")
	if !r.world.Flux || !r.world.Pushed || r.world.Teardown != "false" || r.world.Cluster != "ACTIVE" {
		t.Errorf("%+v", r.world)
	}
	for name, state := range r.world.Kustomizations {
		if !state.Ready {
			t.Errorf("%s is not ready, but bootstrap.sh is", name)
		}
	}
}

func TestApplyAgainChangesNothing(t *testing.T) {
	t.Parallel()
	m := newMachine(t)
	first := m.run("", "", "--env", "dev")
	again := m.run("", "", "--env", "dev")
	again.wants(t, 0)
	same(t, again.world, first.world)
}

// Every call fails once, before or after it had its effect; the run after that ends where a run
// without failures ends.
func TestApplyResumesAfterEveryFailure(t *testing.T) {
	t.Parallel()
	whole := newMachine(t).run("", "", "--env", "dev")
	whole.wants(t, 0)
	checked := slices.IndexFunc(whole.calls, func(c call) bool { return strings.HasPrefix(strings.Join(c.Arguments, " "), "aws s3api") })
	if checked < 20 || len(whole.calls) < checked+15 {
		t.Fatalf("%d calls, the first after the check is %d", len(whole.calls), checked)
	}
	for _, f := range failures(whole.calls, checked) {
		t.Run(f.at+" "+f.name, func(t *testing.T) {
			t.Parallel()
			m := newMachine(t)
			broken := m.run("", f.at, "--env", "dev")
			if broken.code != 0 {
				broken.wants(t, broken.code, "Run the same command again once it is repaired")
			} else if f.write {
				t.Errorf("a call that changes something failed, and nobody is told:\n%s", broken.output)
			}
			r := m.run("", "", "--env", "dev")
			r.wants(t, 0)
			same(t, r.world, load(t, whole))
		})
	}
}

type failure struct {
	at, name string
	write    bool
}

// failures are all calls from one on; of those that are made for one thing after the other (ask for a
// state, delete a phase) the first and the last. One that changes something fails before and after its effect.
func failures(calls []call, from int) []failure {
	last := map[string]int{}
	kind := func(c call) string { return strings.Join(c.Arguments[:min(3, len(c.Arguments))], " ") }
	for i := from; i < len(calls); i++ {
		last[kind(calls[i])] = i
	}
	seen := map[string]bool{}
	var all []failure
	for i := from; i < len(calls); i++ {
		name := kind(calls[i])
		if seen[name] && last[name] != i {
			continue
		}
		seen[name] = true
		all = append(all, failure{fmt.Sprint(i + 1), name, calls[i].Write})
		if calls[i].Write {
			all = append(all, failure{fmt.Sprint(i+1) + "+", name, true})
		}
	}
	return all
}

// load gives every comparison a world of its own.
func load(t *testing.T, r result) *world {
	t.Helper()
	copied := *r.world
	return &copied
}

// A call of the check that fails is a problem of its own, or there is another way; nothing is made.
func TestAFailureWhileCheckingMakesNothing(t *testing.T) {
	t.Parallel()
	whole := newMachine(t).run("", "", "--env", "dev", "--check")
	whole.wants(t, 0, "No problems")
	for i := range whole.calls {
		t.Run(strings.Join(whole.calls[i].Arguments[:min(3, len(whole.calls[i].Arguments))], " "), func(t *testing.T) {
			t.Parallel()
			m := newMachine(t)
			r := m.run("", fmt.Sprint(i+1), "--env", "dev", "--check")
			fallback := slices.Contains(whole.calls[i].Arguments, "get-service-quota")
			if r.code == 0 != fallback {
				t.Errorf("exit code %d:\n%s", r.code, r.output)
			}
			if r.code != 0 {
				r.wants(t, 1, "1 problem(s) for dev:", "→")
			}
			if writes := r.writes(); len(writes) > 0 {
				t.Errorf("the check writes: %q", writes)
			}
		})
	}
}

func TestPlanChangesNothing(t *testing.T) {
	t.Parallel()
	m := newMachine(t)
	for _, state := range []string{"an empty account", "a whole environment"} {
		r := m.run("", "", "--env", "dev", "--plan")
		r.wants(t, 0, "Plan: 70 to add", "Flux would follow the branch main of https://git.example.com/odds.git", "90-workloads")
		if writes := r.writes(); len(writes) > 0 {
			t.Errorf("%s: the plan writes: %q", state, writes)
		}
		m.run("", "", "--env", "dev").wants(t, 0)
	}
}

func TestADeployKeyComesFromItsFile(t *testing.T) {
	t.Parallel()
	m := newMachine(t)
	key := filepath.Join(m.folder, "key")
	if err := os.WriteFile(key, []byte(keyContent+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	m.extra = []string{"ODDS_GIT_URL=ssh://git@git.example.com/odds.git", "ODDS_GIT_KEY_FILE=" + key}
	m.run("", "", "--env", "dev").wants(t, 0, "dev stands.")
}

func TestATokenAndTheAddressComeFromFiles(t *testing.T) {
	t.Parallel()
	m := newMachine(t)
	for name, content := range map[string]string{"url": "https://git.example.com/odds.git\n", "token": token + "\n"} {
		if err := os.WriteFile(filepath.Join(m.folder, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	m.extra = []string{"ODDS_GIT_URL_FILE=" + filepath.Join(m.folder, "url"), "ODDS_GIT_TOKEN_FILE=" + filepath.Join(m.folder, "token")}
	m.run("", "", "--env", "dev").wants(t, 0, "dev stands.")
}

func TestAnArgumentThatMightBeASecretIsNotRepeated(t *testing.T) {
	t.Parallel()
	r := newMachine(t).run("", "", "--env", "dev", "--token="+token)
	r.wants(t, 1, "unknown argument")
	if len(r.calls) > 0 {
		t.Errorf("calls: %v", r.calls)
	}
}

// A phase that never gets ready ends the wait with what it says of itself.
func TestTheWaitEndsWithWhatIsMissing(t *testing.T) {
	t.Parallel()
	m := newMachine(t)
	m.edit("clusters/infra-ops/41-clusters.yaml", "    - name: network", "    - name: second-region")
	m.extra = append(m.extra, "ODDS_WAIT_MINUTES=0")
	m.run("", "", "--env", "dev").wants(t, 1, "after 0 minutes these are not ready:",
		"  41-clusters: clusters: dependency is not ready\n",
		"  30-network: network: ready at main@sha1:99999999 (an older commit, or only just)\n")
}

func TestTofuIsAsGoodAsTerraform(t *testing.T) {
	t.Parallel()
	m := newMachine(t)
	binaries := filepath.Join(m.folder, "bin")
	if err := os.Rename(filepath.Join(binaries, "terraform"), filepath.Join(binaries, "tofu")); err != nil {
		t.Fatal(err)
	}
	r := m.run("", "", "--env", "dev")
	if strings.Contains(r.output, "terraform init") {
		t.Skip("a terraform of this machine comes first")
	}
	r.wants(t, 0, "tofu init")
}
