package bootstrap

import (
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// standing is a machine whose environment is made.
func standing(t *testing.T) *machine {
	t.Helper()
	m := newMachine(t)
	made := applied(t)
	m.change(func(w *world) {
		folder := w.folder
		*w = made
		w.folder = folder
	})
	return m
}

// applied is the world after an apply; it is made once.
func applied(t *testing.T) world {
	t.Helper()
	once.Do(func() {
		r := newMachine(t).run("", "", "--env", "dev")
		r.wants(t, 0)
		once.world = *r.world
	})
	return once.world
}

var once struct {
	sync.Once
	world world
}

func deleted(r result) []string {
	var names []string
	for _, c := range r.calls {
		if len(c.Arguments) > 3 && c.Arguments[0] == "flux" && c.Arguments[1] == "delete" {
			names = append(names, c.Arguments[3])
		}
	}
	return names
}

func TestDestroyAsksFirst(t *testing.T) {
	t.Parallel()
	m := standing(t)
	for _, answer := range []string{"", "\n", "yes\n", "prod\n", "dev dev\n"} {
		r := m.run(answer, "", "--env", "dev", "--destroy")
		r.wants(t, 1, "not destroyed")
		if len(r.calls) > 0 {
			t.Errorf("answer %q: calls before the right answer: %v", answer, r.calls)
		}
	}
}

func TestDestroyGoesInReverseOrderAndReportsWhatIsLeft(t *testing.T) {
	t.Parallel()
	m := standing(t)
	r := m.run("dev\n", "", "--env", "dev", "--destroy")
	r.wants(t, 0, "Flux", "left in eu-west-1:", "key/infra-ops", "1 resource(s) with the tag odds:environment=dev are left", "stays on purpose")
	phases, err := readPhases(m.root)
	if err != nil {
		t.Fatal(err)
	}
	order := deleted(r)
	if len(order) != len(phases) {
		t.Fatalf("deleted %q of %d phases", order, len(phases))
	}
	for _, p := range phases {
		for _, needed := range p.Spec.DependsOn {
			if slices.Index(order, needed.Name) < slices.Index(order, p.Metadata.Name) {
				t.Errorf("%s is deleted before %s, which depends on it", needed.Name, p.Metadata.Name)
			}
		}
	}
	if r.world.State || r.world.Cluster != "" || r.world.Flux || len(r.world.Resources) != 1 {
		t.Errorf("%+v", r.world)
	}
}

func TestDestroyResumesAfterEveryFailure(t *testing.T) {
	t.Parallel()
	whole := standing(t).run("dev\n", "", "--env", "dev", "--destroy")
	whole.wants(t, 0)
	checked := slices.IndexFunc(whole.calls, func(c call) bool { return strings.HasPrefix(strings.Join(c.Arguments, " "), "aws s3api") })
	for _, f := range failures(whole.calls, checked) {
		t.Run(f.at+" "+f.name, func(t *testing.T) {
			t.Parallel()
			m := standing(t)
			broken := m.run("dev\n", f.at, "--env", "dev", "--destroy")
			if broken.code == 0 && f.write && f.name != "flux reconcile kustomization" {
				t.Errorf("a call that changes something failed, and nobody is told:\n%s", broken.output)
			}
			// What is asked of Flux decides what is deleted, and when: without an answer nothing is.
			if f.name == "flux get kustomizations" {
				broken.wants(t, 1, "cannot ask Flux")
			}
			r := m.run("dev\n", "", "--env", "dev", "--destroy")
			r.wants(t, 0)
			same(t, r.world, load(t, whole))
		})
	}
}

// A person who changes his mind half-way gets his environment back.
func TestApplyAfterHalfADestroyMakesItAgain(t *testing.T) {
	t.Parallel()
	m := standing(t)
	before := m.run("", "", "--env", "dev")
	destroyed := standing(t).run("dev\n", "", "--env", "dev", "--destroy")
	half := slices.IndexFunc(destroyed.calls, func(c call) bool { return slices.Contains(c.Arguments, "topics") && c.Arguments[1] == "delete" })
	if half < 0 {
		t.Fatal("the phase topics is not deleted")
	}
	m.run("dev\n", failures(destroyed.calls, half)[0].at, "--env", "dev", "--destroy").wants(t, 1)
	r := m.run("", "", "--env", "dev")
	r.wants(t, 0, "dev stands.")
	if r.world.Teardown != "false" {
		t.Error("Flux would still delete what it otherwise leaves alone")
	}
	for name, state := range r.world.Kustomizations {
		if name != namespace {
			state.Prune = "disabled"
		}
	}
	same(t, r.world, before.world)
}

// What Crossplane did not delete keeps infra-ops alive: nobody else could delete it.
func TestDestroyStopsWhileCrossplaneHasWork(t *testing.T) {
	t.Parallel()
	m := standing(t)
	m.change(func(w *world) {
		w.Resources["arn:aws:s3:::odds-dev-lake"] = &resource{Phase: "somewhere", Region: "eu-central-1"}
	})
	m.extra = append(m.extra, "ODDS_WAIT_MINUTES=0")
	r := m.run("dev\n", "", "--env", "dev", "--destroy")
	// With no time to wait the first phase whose deletion takes a moment ends it; both keep infra-ops.
	r.wants(t, 1)
	if !r.world.State || r.world.Cluster == "" {
		t.Error("infra-ops is gone, and with it who could delete the rest")
	}
}

func TestDestroyNeedsFluxToDelete(t *testing.T) {
	t.Parallel()
	m := standing(t)
	m.edit("clusters/infra-ops/40-data.yaml", "deletionPolicy: ${deletion_policy}", "deletionPolicy: Orphan # ${deletion_policy}")
	// Flux has another commit than this clone: it would leave the data in AWS, unknown to anyone.
	m.git = filepath.Join(m.folder, "git")
	copyTree(m.root, m.git)
	m.edit("clusters/infra-ops/40-data.yaml", "deletionPolicy: Orphan # ${deletion_policy}", "deletionPolicy: ${deletion_policy}")
	r := m.run("dev\n", "", "--env", "dev", "--destroy")
	r.wants(t, 1, "Flux would leave in AWS what these phases made", "data")
	if len(deleted(r)) > 0 {
		t.Errorf("deleted %v", deleted(r))
	}
}

func prod(m *machine) {
	m.change(func(w *world) {
		w.Account, w.Arn = "222222222222", "arn:aws:sts::222222222222:assumed-role/platform-admin/me"
	})
}

func TestDestroyRefusesTheDataOfProd(t *testing.T) {
	t.Parallel()
	m := newMachine(t)
	prod(m)
	r := m.run("prod\n", "", "--env", "prod", "--destroy")
	r.wants(t, 1, "prod's data was not confirmed")
	r = m.run("prod\nyes\n", "", "--env", "prod", "--destroy")
	r.wants(t, 1, "prod's data was not confirmed")
	// The sentence alone is one person's: the protection in Git has to go, too.
	r = m.run("prod\ndelete the data of prod\n", "", "--env", "prod", "--destroy")
	r.wants(t, 1, "still protect prod's data", "crossplane/envs/prod/")
	if len(r.calls) > 0 {
		t.Errorf("calls: %v", r.calls)
	}
}

func TestDestroyOfProdNeedsACommitThatReleasesIt(t *testing.T) {
	t.Parallel()
	m := newMachine(t)
	prod(m)
	m.edit("crossplane/envs/prod/protected/kustomization.yaml", "value: strong", "value: released")
	m.run("prod\ndelete the data of prod\n", "", "--env", "prod", "--destroy").wants(t, 0, "nothing was made from here")
}

func TestDestroyOfAnEmptyAccountReportsOnly(t *testing.T) {
	t.Parallel()
	r := newMachine(t).run("dev\n", "", "--env", "dev", "--destroy")
	r.wants(t, 0, "nothing was made from here", "0 resource(s)")
	if writes := r.writes(); len(writes) > 0 {
		t.Errorf("writes: %q", writes)
	}
}

func TestDestroyInAnotherAccountIsRefused(t *testing.T) {
	t.Parallel()
	m := standing(t)
	prod(m)
	r := m.run("dev\n", "", "--env", "dev", "--destroy")
	r.wants(t, 1, "you are in account 222222222222; dev is 111111111111")
	if writes := r.writes(); len(writes) > 0 {
		t.Errorf("writes: %q", writes)
	}
}
