package bootstrap

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// One run names everything that is wrong, each with its repair, and changes nothing.
func TestCheckNamesEveryProblemAtOnce(t *testing.T) {
	t.Parallel()
	m := newMachine(t)
	m.edit("environments.yaml", "infra_ops_range: 10.16.0.0/20", "infra_ops_range: 10.17.0.0/21")
	m.edit("environments.yaml", "edge_range: 10.18.0.0/20", "edge_range: 11.18.0.0/20")
	m.edit("environments.yaml", "landing_range: 10.18.16.0/20", "landing_range: 10.18.17.0/20")
	m.edit("environments.yaml", "second_edge_range: 10.20.0.0/20", "second_edge_range: 10.33.16.0/20")
	m.edit("environments.yaml", "zone_b: eu-west-1b", "zone_b: eu-west-1x")
	m.edit("environments.yaml", "  owner: platform\n", "")
	m.edit("environments.yaml", adminRange, "admin_range: 0.0.0.0/0")
	m.change(func(w *world) {
		w.Quotas["L-F678F1CE"] = 4
		w.Quotas["L-EDD31C36"] = 5
		w.Zones["eu-west-1a"] = "use1-az3"
		w.Kafka = []string{"3.6.0"}
	})
	m.extra = []string{"ODDS_GIT_URL=https://me:" + token + "@git.example.com/odds.git"}
	r := m.run("", "", "--env", "dev", "--check")
	r.wants(t, 1,
		"dev.infra_ops_range is 10.17.0.0/21: a network must be /16 to /20",
		"dev.infra_ops_range 10.17.0.0/21 and dev.platform_range 10.17.0.0/16 overlap",
		"dev.edge_range 11.18.0.0/20 lies outside private_range 10.0.0.0/8",
		"dev.landing_range 10.18.17.0/20 does not start at its network address",
		"dev.second_edge_range 10.33.16.0/20 and prod.platform_range 10.33.0.0/16 overlap",
		"zone eu-west-1x is not available",
		"dev.owner is missing",
		"admin_range 0.0.0.0/0 opens infra-ops' API",
		"VPCs: 4 allowed, 1 used by others, 4 needed",
		"MSK brokers: 5 allowed, 3 used by others, 6 needed",
		"--quota-code L-EDD31C36 --desired-value 9",
		"zone eu-west-1a (use1-az3) has no EKS control planes or MSK brokers",
		"MSK has no Kafka 3.9.x.kraft",
		"ODDS_GIT_URL holds a user or a password")
	if count := strings.Count(r.output, "→"); !strings.Contains(r.output, fmt.Sprintf("%d problem(s) for dev:", count)) || count < 13 {
		t.Errorf("%d repairs:\n%s", count, r.output)
	}
	if writes := r.writes(); len(writes) > 0 {
		t.Errorf("the check writes: %q", writes)
	}
}

// wrong is what is wrong with a machine, and the problem that the check makes of it.
type wrong struct {
	prepare func(*machine)
	want    string
}

func TestCheckJudgesWhoComesAndWithWhat(t *testing.T) {
	t.Parallel()
	judges(t, map[string]wrong{
		"another account": {prod, "you are in account 222222222222; dev is 111111111111"},
		"another role": {func(m *machine) {
			m.change(func(w *world) { w.Arn = "arn:aws:sts::111111111111:assumed-role/readers/me" })
		}, "only arn:aws:iam::111111111111:role/platform-admin may enter infra-ops"},
		"no address of Git": {func(m *machine) { m.extra = nil }, "ODDS_GIT_URL is not set"},
		"no token":          {func(m *machine) { m.extra = m.extra[:1] }, "there is no token for https://git.example.com/odds.git"},
		"a token's file that is not there": {func(m *machine) {
			m.extra = []string{m.extra[0], "ODDS_GIT_TOKEN_FILE=/nowhere"}
		}, "ODDS_GIT_TOKEN_FILE names a file that cannot be read"},
		"nobody logged in": {func(m *machine) { m.change(func(w *world) { w.Arn = "" }) }, "→ log in (aws sso login"},
		"no encryption":    {func(m *machine) { m.extra[0] = "ODDS_GIT_URL=http://git.example.com/odds.git" }, "ODDS_GIT_URL is not encrypted"},
		"scp's form":       {func(m *machine) { m.extra[0] = "ODDS_GIT_URL=git@git.example.com:odds.git" }, "write git@host:path as ssh://git@host/path"},
		"a key that all can read": {func(m *machine) {
			key := filepath.Join(m.folder, "key")
			if err := os.WriteFile(key, []byte(keyContent), 0o644); err != nil {
				m.t.Fatal(err)
			}
			m.extra = []string{"ODDS_GIT_URL=ssh://git@git.example.com/odds.git", "ODDS_GIT_KEY_FILE=" + key}
		}, "ODDS_GIT_KEY_FILE can be read by others (mode 644)"},
		"a key that is not there": {func(m *machine) {
			m.extra = []string{"ODDS_GIT_URL=ssh://git@git.example.com/odds.git", "ODDS_GIT_KEY_FILE=/nowhere"}
		}, "ODDS_GIT_KEY_FILE names a file that cannot be read"},
		"an aws that cannot end a protection": {func(m *machine) {
			m.change(func(w *world) { w.Tools = map[string]string{"aws": "2.28.2"} })
		}, "aws is 2.28.2; 2.28.3 or newer is needed"},
		"no flux": {func(m *machine) { m.remove("flux") }, "flux is not installed"},
		"no aws":  {func(m *machine) { m.remove("aws") }, "Not looked at: account, quotas and regions"},
	})
}

func TestCheckJudgesWhatAnEnvironmentAsksFor(t *testing.T) {
	t.Parallel()
	judges(t, map[string]wrong{
		"two environments in one account": {func(m *machine) { m.edit("environments.yaml", `account: "222222222222"`, `account: "111111111111"`) },
			"dev.account and prod.account are both 111111111111"},
		"one zone twice": {func(m *machine) { m.edit("environments.yaml", "zone_b: eu-west-1b", "zone_b: eu-west-1a") },
			"dev.zone_a, _b and _c are not three"},
		"a budget in words": {func(m *machine) {
			m.edit("environments.yaml", `monthly_budget_usd: "4000"`, "monthly_budget_usd: lots")
		},
			"dev.monthly_budget_usd 'lots' is not a number of dollars"},
		"nobody's address": {func(m *machine) {
			m.edit("environments.yaml", "budget_email: platform@example.com", "budget_email: nobody")
		},
			"dev.budget_email 'nobody' is not an address"},
		"a zone without the nodes": {func(m *machine) { m.change(func(w *world) { w.Missing = "r7i.xlarge" }) },
			"eu-west-1: zone eu-west-1b has no r7i.xlarge"},
		"a zone without infra-ops' nodes": {func(m *machine) { m.change(func(w *world) { w.Missing = "m7g.large" }) },
			"eu-west-1: zone eu-west-1c has no m7g.large"},
		"a region without the database": {func(m *machine) { m.change(func(w *world) { w.Missing = "db.t4g.medium" }) },
			"eu-west-1: RDS has no db.t4g.medium with Postgres 17"},
		// 15 × 2 and 9 × 4 of the spokes, 4 × 2 of infra-ops; of the others only on-demand instances of these families count.
		"too few vCPUs": {func(m *machine) { m.change(func(w *world) { w.Quotas["L-1216C47A"] = 81 }) },
			"vCPUs of standard on-demand instances: 81 allowed, 8 used by others, 74 needed"},
		"a region without the version": {func(m *machine) { m.edit("main.tf", `kubernetes_version = "1.35"`, `kubernetes_version = "1.39"`) },
			"EKS has no Kubernetes 1.39"},
		"no network at all": {func(m *machine) {
			m.edit("environments.yaml", "private_range: 10.0.0.0/8 ", "private_range: 8.0.0.0/6 ")
		},
			"private_range 8.0.0.0/6 is not private address space"},
		"pods' addresses": {func(m *machine) {
			m.edit("environments.yaml", "private_range: 10.0.0.0/8 ", "private_range: 172.16.0.0/12 ")
		},
			"holds the clusters' service range 172.20.0.0/16"},
		"no range": {func(m *machine) {
			m.edit("environments.yaml", "platform_range: 10.17.0.0/16", "platform_range: 10.17.0.300/16")
		},
			"platform_range is '10.17.0.300/16', not a range"},
	})
}

func judges(t *testing.T, cases map[string]wrong) {
	t.Helper()
	for name, test := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := newMachine(t)
			test.prepare(m)
			m.run("", "", "--env", "dev", "--check").wants(t, 1, test.want, "→")
		})
	}
}

func (m *machine) remove(name string) {
	if err := os.Remove(filepath.Join(m.folder, "bin", name)); err != nil {
		m.t.Fatal(err)
	}
}

func TestCheckLooksAtBothRegionsOfProd(t *testing.T) {
	t.Parallel()
	m := newMachine(t)
	prod(m)
	// Today's needs fit; those of the day on which a region is lost do not, which stops nothing today.
	m.run("", "", "--env", "prod", "--check").wants(t, 0, "No problems: bootstrap.sh --env prod can run.",
		"For the day on which eu-west-1 is lost", "eu-central-1: VPCs: 5 allowed, 1 used by others, 6 needed", "--desired-value 7")
	m.change(func(w *world) { delete(w.Zones, "eu-central-1b"); w.Quotas["L-F678F1CE"] = 7 })
	r := m.run("", "", "--env", "prod", "--check")
	r.wants(t, 1, "1 problem(s)", "eu-central-1: zone eu-central-1b is not available")
	if strings.Contains(r.output, "is lost") {
		t.Errorf("all that day needs is there:\n%s", r.output)
	}
	m.edit("crossplane/generated/needs.txt", "prod second vpcs - 2", "prod second vpcs - 7")
	m.run("", "", "--env", "prod", "--check").wants(t, 1, "2 problem(s)", "eu-central-1: VPCs: 7 allowed, 1 used by others, 7 needed")
}

// What only the day of the loss asks for stops nothing today, unanswered neither; what both ask for is said once.
func TestCheckJudgesWhatItCannotAsk(t *testing.T) {
	t.Parallel()
	m := newMachine(t)
	prod(m)
	m.change(func(w *world) { w.Denied = "ec2 describe-instance-types eu-central-1" })
	m.run("", "", "--env", "prod", "--check").wants(t, 0, "No problems: bootstrap.sh --env prod can run.",
		"For the day on which eu-west-1 is lost", "cannot ask for the sizes of", "aws ec2 describe-instance-types")
	m.change(func(w *world) { w.Denied = "ec2 describe-vpcs eu-central-1" })
	r := m.run("", "", "--env", "prod", "--check")
	r.wants(t, 1, "1 problem(s)", "cannot ask for VPCs in eu-central-1: An error occurred (AccessDenied)")
	if strings.Count(r.output, "cannot ask for") != 1 {
		t.Errorf("said twice:\n%s", r.output)
	}
}

// With admin_range none only those inside reach the API, and before there is a cluster nobody is inside.
func TestCheckSaysWhenNobodyCouldEnter(t *testing.T) {
	t.Parallel()
	closed := func(m *machine) *machine {
		m.edit("environments.yaml", adminRange, "admin_range: none")
		return m
	}
	first := closed(newMachine(t))
	first.run("", "", "--env", "dev", "--check").wants(t, 1, "1 problem(s)",
		"dev.admin_range is none, but odds-dev-infra-ops is yet to be made", "set it to your public address, e.g. 203.0.113.7/32")
	r := first.run("", "", "--env", "dev")
	r.wants(t, 1, "odds-dev-infra-ops is yet to be made")
	if writes := r.writes(); len(writes) > 0 {
		t.Errorf("it begins what it cannot end: %q", writes)
	}
	inside := closed(standing(t))
	r = inside.run("", "", "--env", "dev", "--check")
	r.wants(t, 0, "No problems")
	for number, c := range r.calls {
		if command := strings.Join(c.Arguments[:min(3, len(c.Arguments))], " "); command == "aws eks describe-cluster" {
			inside.run("", fmt.Sprint(number+1), "--env", "dev", "--check").wants(t, 1, "cannot ask for the cluster odds-dev-infra-ops")
		}
	}
	inside.change(func(w *world) { w.Unreachable = true })
	inside.run("", "", "--env", "dev", "--check").wants(t, 1, "1 problem(s)",
		"the API of odds-dev-infra-ops cannot be reached from here: ✗ dial tcp 10.16.4.7:443: i/o timeout", "run this inside infra_ops_range")
	// A cluster whose Flux is yet to come answers, too.
	inside.change(func(w *world) { w.Unreachable, w.Flux = false, false })
	inside.run("", "", "--env", "dev", "--check").wants(t, 0, "No problems")
}

// What is there already is not needed again.
func TestCheckPassesInAWholeEnvironment(t *testing.T) {
	t.Parallel()
	m := standing(t)
	m.run("", "", "--env", "dev", "--check").wants(t, 0, "No problems")
}
