package topics

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

var repository = os.DirFS(filepath.Join("..", "..", "..", ".."))

// changed is the repository with other contents of some files.
type changed struct {
	fs.FS
	files fstest.MapFS
}

func (c changed) Open(name string) (fs.File, error) {
	if _, ok := c.files[name]; ok {
		return c.files.Open(name)
	}
	return c.FS.Open(name)
}

func with(t *testing.T, edits ...[3]string) changed {
	t.Helper()
	files := fstest.MapFS{}
	for _, edit := range edits {
		file, old, replacement := edit[0], edit[1], edit[2]
		content, err := fs.ReadFile(changed{repository, files}, file)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(content), old) {
			t.Fatalf("%s has no %q any more", file, old)
		}
		files[file] = &fstest.MapFile{Data: []byte(strings.Replace(string(content), old, replacement, 1))}
	}
	return changed{repository, files}
}

// judged renders the rights of a repository anew and judges them against its sources.
func judged(t *testing.T, repository changed) []error {
	t.Helper()
	list, err := Load(repository)
	if err != nil {
		return []error{err}
	}
	files, err := list.Render()
	if err != nil {
		return []error{err}
	}
	for path, text := range files {
		repository.files[path] = &fstest.MapFile{Data: []byte(text)}
	}
	granted, err := Granted(repository, list.RoleNames())
	if err != nil {
		return []error{err}
	}
	needs, err := Needs(repository)
	if err != nil {
		return []error{err}
	}
	errs := Judge(list, needs, granted)
	if err := JudgeLake(repository, list); err != nil {
		errs = append(errs, err)
	}
	return errs
}

func TestGeneratedFilesAreWhatTheListSays(t *testing.T) {
	list, err := Load(repository)
	if err != nil {
		t.Fatal(err)
	}
	files, err := list.Render()
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range files {
		if got, err := fs.ReadFile(repository, path); err != nil || string(got) != want {
			t.Errorf("%s is stale: run make render-infra (%v)", path, err)
		}
	}
	for _, folder := range []string{topicsFolder, rightsFolder} {
		entries, err := fs.ReadDir(repository, folder)
		if err != nil {
			t.Fatal(err)
		}
		for _, entry := range entries {
			if _, made := files[folder+"/"+entry.Name()]; !made {
				t.Errorf("%s/%s is not generated any more: delete it", folder, entry.Name())
			}
		}
	}
}

func TestEveryRoleHasWhatItsSourcesNeedAndNoMore(t *testing.T) {
	list, err := Load(repository)
	if err != nil {
		t.Fatal(err)
	}
	granted, err := Granted(repository, list.RoleNames())
	if err != nil {
		t.Fatal(err)
	}
	needs, err := Needs(repository)
	if err != nil {
		t.Fatal(err)
	}
	if len(needs) < 100 {
		t.Fatalf("only %d needs were found in the sources", len(needs))
	}
	if err := errors.Join(Judge(list, needs, granted)...); err != nil {
		t.Error(err)
	}
}

const (
	rawEvents = "jobs/odds/src/main/java/io/oddsupdate/odds/ingest/RawEvents.java"
	staging   = "connectors/adapter/src/main/java/io/oddsupdate/adapter/core/Staging.java"
	flink     = "k8s/compute/base/odds.yaml"
)

// What goes wrong with the list, the roles or the sources, and a part of what is said of it.
var mutations = map[string]struct {
	edits []([3]string)
	want  string
}{
	"a job no longer reads what it reads": {
		[][3]string{{listFile, "reads: [odds, adapter, local]", "reads: [adapter, local]"}},
		`odds lacks ReadData on topic "raw.events.nba"`},
	"a job no longer writes what it writes": {
		[][3]string{{listFile, "writes: [odds, mirror]", "writes: [mirror]"}},
		`odds lacks WriteData on topic "dead-letters.odds"`},
	"the adapter may not write its dead letters": {
		[][3]string{{listFile, "writes: [adapter]", "writes: [commands]"}},
		`adapter lacks WriteData on topic "dead-letters.ingest"`},
	"a job may read more": {
		[][3]string{{listFile, "reads: [odds, adapter, local]", "reads: [odds, adapter, analytics, local]"}},
		"nothing in the sources of analytics needs kafka-cluster:ReadData"},
	"a job may write more": {
		[][3]string{{listFile, "writes: [mirror]\n    reads: [partners, local]", "writes: [mirror, odds]\n    reads: [partners, local]"}},
		"nothing in the sources of odds needs kafka-cluster:WriteData"},
	"a topic leaves the list that a job writes": {
		[][3]string{{listFile, "name: odds.shadow.{league}", "name: odds.ghost.{league}"}},
		"odds names the topic odds.shadow.nba on core, which schemas/topics.yaml does not declare"},
	"a topic moves to another cluster": {
		[][3]string{{listFile, "name: odds.updates.public.{league}\n    cluster: edge", "name: odds.updates.public.{league}\n    cluster: core"}},
		"mirror names the topic odds.updates.public.nba on edge"},
	"a league leaves the list that the job runs": {
		[][3]string{{listFile, "leagues: [nba, nfl, mlb, nhl, epl]", "leagues: [nba, nfl, mlb, nhl]"}},
		"odds names the topic raw.events.epl"},
	"a league leaves the list that the lake has": {
		[][3]string{{listFile, "leagues: [nba, nfl, mlb, nhl, epl]", "leagues: [nba, nfl, mlb, nhl]"}},
		"spec.catalog.leagues names epl"},
	"a deployment names a league without topics": {
		[][3]string{{flink, "- --leagues\n      - ", "- --leagues\n      - ipl,"}},
		"raw.events.ipl"},
	"a group is another's": {
		[][3]string{{rolesFile, "core: [analytics-*]", "core: [analytic-*]"}},
		`analytics lacks DescribeGroup on group "analytics-nba`},
	"a group's pattern reaches everyone's": {
		[][3]string{{rolesFile, "core: [analytics-*]", "core: ['*']"}},
		"which is odds's"},
	"a transactional id is missing": {
		[][3]string{{rolesFile, "    transactional_ids:\n      core: [adapter-*]\n", ""}},
		"adapter lacks DescribeTransactionalId"},
	"pooled ids are not granted": {
		[][3]string{{rolesFile, "finds_open_transactions: true", "finds_open_transactions: false"}},
		`odds lacks ReadData on topic "odds.decisions.nba"`},
	"the sink no longer pools its ids": {
		[][3]string{{oddsOutput, "TransactionNamingStrategy.POOLING", "TransactionNamingStrategy.INCREMENTING"}},
		"nothing in the sources of odds needs kafka-cluster:ReadData"},
	"the mirror cannot make its own topics": {
		[][3]string{{rolesFile, "mm2-offsets.core.internal, ", ""}},
		"mm2-offsets.core.internal"},
	"a job reads another topic": {
		[][3]string{{rawEvents, "Topics::raw", "Topics::decisions"}},
		"nothing in the sources of odds needs"},
	"a source's topic is not in Topics": {
		[][3]string{{staging, "Topics.raw(", "Topics.rawer("}},
		"Topics.rawer is not in"},
	"a source writes a topic's name out": {
		[][3]string{{staging, "Topics.raw(config.league())", `"raw.events.nba"`}},
		`writes the topic "raw.events.nba" out`},
	"a file names a topic and does not say what for": {
		[][3]string{{staging, "import org.apache.kafka.clients.producer.ProducerRecord;", ""}},
		"do not tell whether it reads or writes"},
	"a job changes its group": {
		[][3]string{{analyticsLog, `setGroupId("analytics-"`, `setGroupId("archive-"`}},
		`analytics lacks DescribeGroup on group "archive-nba`},
	"a name in the list is nobody's": {
		[][3]string{{listFile, "reads: [analytics, mirror, local]", "reads: [analytics, miror, local]"}},
		"names miror, which is neither a role"},
	"retention of nothing": {
		[][3]string{{listFile, "retention_hours: 720", "retention_hours: 0"}},
		"retention_hours is 0"},
}

func TestMutationsOfListRolesAndSources(t *testing.T) {
	for name, mutation := range mutations {
		t.Run(name, func(t *testing.T) {
			err := errors.Join(judged(t, with(t, mutation.edits...))...)
			if err == nil || !strings.Contains(err.Error(), mutation.want) {
				t.Fatalf("want a finding with %q, got %v", mutation.want, err)
			}
		})
	}
	league := [3]string{listFile, "leagues: [nba, nfl, mlb, nhl, epl]", "leagues: [nba, nfl, mlb, nhl, epl, nll]"}
	if err := errors.Join(judged(t, with(t, league))...); err == nil || !strings.Contains(err.Error(), "--leagues") {
		t.Errorf("a league that no job runs must be found, got %v", err)
	}
	runs := [3]string{flink, "- --leagues\n      - ", "- --leagues\n      - nll,"}
	if err := errors.Join(judged(t, with(t, league, runs))...); err == nil || !strings.Contains(err.Error(), lakeFile+": spec.catalog.leagues lacks nll") {
		t.Errorf("a league that the lake does not know must be found, got %v", err)
	}
	if errs := judged(t, with(t, league, runs, [3]string{lakeFile, "    leagues:\n", "    leagues:\n      - nll\n"})); len(errs) > 0 {
		t.Errorf("a league that a job runs and the lake knows must be right: %v", errs)
	}
	if errs := judged(t, with(t)); len(errs) > 0 {
		t.Fatalf("without a change there must be no finding: %v", errs)
	}
}
