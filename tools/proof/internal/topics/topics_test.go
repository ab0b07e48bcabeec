package topics

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
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
	for _, finding := range JudgeLeagues(repository, list) {
		errs = append(errs, finding)
	}
	return errs
}

func TestGeneratedFilesAreWhatTheListSays(t *testing.T) {
	list, err := Load(repository)
	if err != nil {
		t.Fatal(err)
	}
	stale, err := list.Stale(repository)
	if err != nil || len(stale) > 0 {
		t.Errorf("stale, or not generated any more: run make render-infra, delete the latter: %v (%v)", stale, err)
	}
	gone := with(t, [3]string{listFile, "cluster: edge", "cluster: core"})
	gone.files[rightsFolder+"/nobody.yaml"] = &fstest.MapFile{Data: []byte("kind: Role\n")}
	if list, err = Load(gone); err != nil {
		t.Fatal(err)
	}
	if stale, err := list.Stale(gone); err != nil || !slices.Contains(stale, topicsFolder+"/edge.yaml") {
		t.Errorf("a topic moved, and edge.yaml is not stale: %v (%v)", stale, err)
	}
}

// newLeague is none of today's.
const newLeague = "wxyz"

// places are where the page says that a league goes.
var places = map[string][3]string{
	listFile: {listFile, "leagues: [", "leagues: [" + newLeague + ", "},
	jobFile:  {jobFile, "- --leagues\n      - ", "- --leagues\n      - " + newLeague + ","},
	lakeFile: {lakeFile, "    leagues:\n", "    leagues:\n      - " + newLeague + "\n"},
}

// added is the repository with one league more, but for the places left out, and rendered anew.
func added(t *testing.T, rendered bool, without ...string) changed {
	t.Helper()
	var edits [][3]string
	for _, file := range sortedKeys(places) {
		if !slices.Contains(without, file) {
			edits = append(edits, places[file])
		}
	}
	repository := with(t, edits...)
	if rendered {
		list, err := Load(repository)
		if err != nil {
			t.Fatal(err)
		}
		files, err := list.Render()
		if err != nil {
			t.Fatal(err)
		}
		for path, text := range files {
			repository.files[path] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	return repository
}

func TestALeagueAddedAsThePageSays(t *testing.T) {
	page, err := fs.ReadFile(repository, "docs/infrastructure.md")
	if err != nil {
		t.Fatal(err)
	}
	_, paragraph, _ := strings.Cut(string(page), "**A league's topics.**")
	paragraph, _, _ = strings.Cut(paragraph, "\n\n")
	for file := range places {
		if !strings.Contains(paragraph, "(../"+file+")") {
			t.Errorf("docs/infrastructure.md, A league's topics: %s is missing", file)
		}
	}
	if found := Check(repository); len(found) > 0 {
		t.Fatalf("without a change there must be no finding: %v", found)
	}
	if found := Check(added(t, true)); len(found) > 0 {
		t.Errorf("a league that is everywhere must be right: %v", found)
	}
	for file, want := range map[string]string{
		listFile: listFile + ":N: leagues lacks wxyz of " + jobFile + ":N and " + lakeFile + ":N: it has no topics",
		jobFile:  jobFile + ":N: --leagues lacks wxyz of " + listFile + ":N and " + lakeFile + ":N: no job prices it",
		lakeFile: lakeFile + ":N: spec.catalog.leagues lacks wxyz of " + listFile + ":N and " + jobFile + ":N: Athena finds none of its rows",
	} {
		found := Check(added(t, true, file))
		if len(found) != 1 || regexp.MustCompile(`:\d+`).ReplaceAllString(found[0].Error(), ":N") != want {
			t.Errorf("without %s: want the one finding %q, got %v", file, want, found)
		}
	}
	want := topicsFolder + "/core.yaml"
	if found := Check(added(t, false)); len(found) != 1 || !strings.Contains(found[0].Error(), want) || !strings.Contains(found[0].Error(), "make render-infra") {
		t.Errorf("not rendered: want the one finding that %s is stale, got %v", want, found)
	}
}

// Rights do not grow with the leagues, and the limit of AWS is found where it is reached.
func TestSizeOfPolicies(t *testing.T) {
	leagues := places[listFile]
	for range 30 {
		leagues[2] = strings.Replace(leagues[2], "[", "[x"+strings.Repeat("x", strings.Count(leagues[2], ","))+", ", 1)
	}
	list, err := Load(with(t, leagues))
	if err != nil {
		t.Fatal(err)
	}
	many, err := list.Render()
	if err != nil {
		t.Fatal(err)
	}
	for _, role := range list.RoleNames() {
		file := rightsFolder + "/" + role + ".yaml"
		if today, err := fs.ReadFile(repository, file); err != nil || string(today) != many[file] {
			t.Errorf("%s grows with the leagues (%v)", file, err)
		}
	}
	var groups []string
	for i := range 80 {
		groups = append(groups, fmt.Sprintf("analytics-of-something-with-a-long-name-%d", i))
	}
	large := with(t, [3]string{rolesFile, "core: [analytics-*]", "core: [" + strings.Join(groups, ", ") + "]"})
	if err := errors.Join(judged(t, large)...); err == nil || !strings.Contains(err.Error(), "AWS takes 6144") {
		t.Errorf("a policy that is too long must be found, got %v", err)
	}
}

// A star for the league may not mean a topic that is beside the leagues.
func TestAStarMeansLeaguesAlone(t *testing.T) {
	beside := with(t, [3]string{listFile, "name: dead-letters.ingest", "name: raw.events.all-of-them"})
	list, err := Load(beside)
	if err != nil {
		t.Fatal(err)
	}
	reads := list.On("core", func(topic Topic) bool { return slices.Contains(topic.Reads, "odds") })
	if slices.Contains(reads, "raw.events.*") || !slices.Contains(reads, "raw.events."+list.Leagues[0]) {
		t.Errorf("odds may read what is beside the leagues: %v", reads)
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
	if errs := judged(t, with(t)); len(errs) > 0 {
		t.Fatalf("without a change there must be no finding: %v", errs)
	}
}
