package topics

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"sort"
	"strings"
)

// A Need is a right without which a workload does not run. It comes from the workload's own sources, never
// from the list that grants rights: so the two can disagree.
type Need struct {
	Role    string
	Cluster string // core or edge
	Kind    string // cluster, topic, group or transactional-id
	Name    string // empty for the cluster
	League  string // empty if it is not one league's topic
	Action  string
	Why     string // the file that says so
}

// Where a role's workload is made, and on which cluster its clients are.
var sources = map[string][]string{
	"adapter":   {"connectors/adapter/src/main/java"},
	"odds":      {"jobs/odds/src/main/java"},
	"analytics": {"jobs/analytics/src/main/java"},
	"mirror":    {"connectors/mirror/src/main/java"},
}

type use int

const (
	reads use = 1 << iota
	writes
	namesOnly // compares, counts or makes records that another file sends
)

// Files whose Kafka clients do not tell what they do with a topic that they name.
var declared = map[string]map[string]use{
	"connectors/adapter/src/main/java/io/oddsupdate/adapter/core/SchemaIds.java": {"*": namesOnly},
	// A person's command: it runs with a person's rights.
	"connectors/adapter/src/main/java/io/oddsupdate/adapter/cli/GameControlCommand.java": {"*": namesOnly},
	"jobs/odds/src/main/java/io/oddsupdate/odds/publish/OutputEncoder.java":              {"*": namesOnly},
	"jobs/odds/src/main/java/io/oddsupdate/odds/ingest/DecodeFunction.java":              {"*": namesOnly},
	// What MirrorMaker reads and writes under these names; the template says that it does.
	"connectors/mirror/src/main/java/io/oddsupdate/mirror/OwnedTopics.java": {"internal": reads, "publicUpdates": writes},
	// Through CoreRecords, which has a producer and a consumer.
	"connectors/mirror/src/main/java/io/oddsupdate/mirror/MirrorSkipCommand.java": {"*": reads | writes},
}

const (
	topicNames     = "schemas/src/main/java/io/oddsupdate/schemas/Topics.java"
	oddsConfig     = "jobs/odds/src/main/java/io/oddsupdate/odds/OddsJobConfig.java"
	oddsOutput     = "jobs/odds/src/main/java/io/oddsupdate/odds/publish/OddsOutput.java"
	analyticsLog   = "jobs/analytics/src/main/java/io/oddsupdate/analytics/InternalLog.java"
	feedConfig     = "connectors/adapter/src/main/java/io/oddsupdate/adapter/core/FeedConfig.java"
	letterBox      = "connectors/adapter/src/main/java/io/oddsupdate/adapter/cli/LetterBox.java"
	mirrorTemplate = "connectors/mirror/src/main/resources/mm2.properties.template"
)

var (
	mention      = regexp.MustCompile(`\bTopics(?:::|\.)([a-z]\w*|[A-Z][A-Z_]+)\b`)
	literal      = regexp.MustCompile(`"((?:raw|odds|dead-letters)\.[a-z.]+)"`)
	methodName   = regexp.MustCompile(`(?s)public static String (\w+)\(String league\) \{\s*return "([^"]+)" \+ league;`)
	constantName = regexp.MustCompile(`public static final String ([A-Z_]+) = "([^"]+)";`)
	consumes     = regexp.MustCompile(`import org\.apache\.(?:kafka\.clients\.consumer\.KafkaConsumer|flink\.connector\.kafka\.source\.KafkaSource);`)
	produces     = regexp.MustCompile(`import org\.apache\.(?:kafka\.clients\.producer\.(?:KafkaProducer|ProducerRecord)|flink\.connector\.kafka\.sink\.KafkaSink);`)
)

// Mentions of Topics that are no topic's name.
var notTopics = []string{"load", "Topic"}

type finder struct {
	repository fs.FS
	names      map[string]string // method or constant of Topics.java to the name, {league} at its end
	leagues    []string
	needs      []Need
	errs       []error
}

// Needs reads the sources of every workload that has a role.
func Needs(repository fs.FS) ([]Need, error) {
	f := &finder{repository: repository, names: map[string]string{}}
	f.readNames()
	for _, role := range sortedKeys(sources) {
		for _, folder := range sources[role] {
			f.scan(role, folder)
		}
	}
	f.groupsAndIDs()
	f.mirrorsOwn()
	f.reach()
	return f.needs, errors.Join(f.errs...)
}

func (f *finder) fail(format string, arguments ...any) {
	f.errs = append(f.errs, fmt.Errorf(format, arguments...))
}

func (f *finder) text(file string) string {
	content, err := fs.ReadFile(f.repository, file)
	if err != nil {
		f.errs = append(f.errs, err)
	}
	return string(content)
}

// value is the first group of a pattern in a file; the file has changed its ways if there is none.
func (f *finder) value(file, pattern string) string {
	found := regexp.MustCompile(pattern).FindStringSubmatch(f.text(file))
	if found == nil {
		f.fail("%s: no longer has %s: say in needs.go how this is decided now", file, pattern)
		return ""
	}
	return found[1]
}

func (f *finder) readNames() {
	text := f.text(topicNames)
	for _, found := range methodName.FindAllStringSubmatch(text, -1) {
		f.names[found[1]] = found[2] + "{league}"
	}
	for _, found := range constantName.FindAllStringSubmatch(text, -1) {
		f.names[found[1]] = found[2]
	}
	f.leagues = strings.Split(f.value(oddsConfig, `defaults\.put\(LEAGUES, "([^"]+)"\)`), ",")
	for _, argument := range f.arguments("--leagues") {
		for _, league := range strings.Split(argument.value, ",") {
			if !slices.Contains(f.leagues, league) {
				f.leagues = append(f.leagues, league)
			}
		}
	}
}

// scan finds every topic that the sources of a role name, and what they do with it.
func (f *finder) scan(role, folder string) {
	err := fs.WalkDir(f.repository, folder, func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(file) != ".java" {
			return err
		}
		text := f.text(file)
		for _, found := range literal.FindAllStringSubmatch(text, -1) {
			// A prefix in a file without clients only takes names apart.
			if !strings.HasSuffix(found[1], ".") || consumes.MatchString(text) || produces.MatchString(text) {
				f.fail("%s: writes the topic %q out: take it from Topics, where the list knows it", file, found[1])
			}
		}
		named := map[string]bool{}
		for _, found := range mention.FindAllStringSubmatch(text, -1) {
			if !slices.Contains(notTopics, found[1]) {
				named[found[1]] = true
			}
		}
		for _, symbol := range sortedKeys(named) {
			f.topic(role, file, symbol, f.useOf(file, text, symbol))
		}
		return nil
	})
	if err != nil {
		f.errs = append(f.errs, err)
	}
}

func (f *finder) useOf(file, text, symbol string) use {
	if declared[file] != nil {
		if what, ok := declared[file][symbol]; ok {
			return what
		}
		return declared[file]["*"]
	}
	switch reading, writing := consumes.MatchString(text), produces.MatchString(text); {
	case reading && !writing:
		return reads
	case writing && !reading:
		return writes
	}
	return 0
}

func (f *finder) topic(role, file, symbol string, what use) {
	name, known := f.names[symbol]
	if !known {
		f.fail("%s: Topics.%s is not in %s", file, symbol, topicNames)
		return
	}
	if what == 0 {
		f.fail("%s: names Topics.%s, and its clients do not tell whether it reads or writes: say so in needs.go", file, symbol)
	}
	cluster := "core"
	if symbol == "publicUpdates" {
		cluster = "edge"
	}
	leagues := []string{""}
	if strings.Contains(name, "{league}") {
		leagues = f.leagues
	}
	for _, league := range leagues {
		topic := strings.ReplaceAll(name, "{league}", league)
		if what&reads != 0 {
			f.needOf(league, role, cluster, "topic", topic, file, "DescribeTopic", "ReadData")
		}
		if what&writes != 0 {
			f.needOf(league, role, cluster, "topic", topic, file, "DescribeTopic", "WriteData")
			f.need(role, cluster, "cluster", "", file, "WriteDataIdempotently")
			if f.pooled(role) {
				f.needOf(league, role, cluster, "topic", topic, oddsOutput, "ReadData")
			}
		}
	}
}

// pooled ids make the sink ask, for each topic that it writes, which producers it has: readers may.
func (f *finder) pooled(role string) bool {
	return role == "odds" && strings.Contains(f.text(oddsOutput), "TransactionNamingStrategy.POOLING")
}

func (f *finder) need(role, cluster, kind, name, why string, actions ...string) {
	f.needOf("", role, cluster, kind, name, why, actions...)
}

func (f *finder) needOf(league, role, cluster, kind, name, why string, actions ...string) {
	for _, action := range actions {
		need := Need{role, cluster, kind, name, league, action, why}
		if !slices.ContainsFunc(f.needs, func(n Need) bool { n.Why = why; return n == need }) {
			f.needs = append(f.needs, need)
		}
	}
}

func (f *finder) groupsAndIDs() {
	all := strings.Join(f.leagues, "-")
	// The job's name is its group; a deployment may name fewer leagues, never another prefix.
	f.group("odds", "core", f.value(oddsConfig, `return "([^"]+)" \+ String\.join\("-", leagues\);`)+all, oddsConfig)
	f.transactional("odds", "core", f.value(oddsConfig, `getOrDefault\(PREFIX, "([^"]+)" \+ String\.join`)+all+"-0", oddsConfig)
	f.group("analytics", "core", f.value(analyticsLog, `setGroupId\("([^"]+)" \+ String\.join\("-", leagues\)\)`)+all, analyticsLog)
	f.group("adapter", "core", f.value(letterBox, `String GROUP = "([^"]+)";`), letterBox)
	f.transactional("adapter", "core", f.value(feedConfig, `return "([^"]+)" \+ vendor;`)+"nba", feedConfig)
	for _, argument := range f.arguments("--transactional-id-prefix") {
		f.transactional("odds", "core", argument.value+"-0", argument.file)
	}
}

func (f *finder) group(role, cluster, name, why string) {
	f.need(role, cluster, "group", name, why, "DescribeGroup", "AlterGroup")
}

func (f *finder) transactional(role, cluster, name, why string) {
	f.need(role, cluster, "transactional-id", name, why, "DescribeTransactionalId", "AlterTransactionalId")
}

// mirrorsOwn is what MirrorMaker 2 keeps for itself on the target, named after the cluster that it reads.
func (f *finder) mirrorsOwn() {
	source := f.value(mirrorTemplate, `(?m)^clusters=(\w+),edge$`)
	f.value(mirrorTemplate, `(?m)^(core->edge\.enabled=true)$`)
	f.value(mirrorTemplate, `(?m)^(edge->core\.enabled=false)$`)
	group := source + "-mm2"
	f.group("mirror", "edge", group, mirrorTemplate)
	if f.value(mirrorTemplate, `(?m)^edge\.exactly\.once\.source\.support=(\w+)$`) == "enabled" {
		// The leader's id, and one for each task.
		f.transactional("mirror", "edge", "connect-cluster-"+group, mirrorTemplate)
		f.transactional("mirror", "edge", group+"-MirrorSourceConnector-0", mirrorTemplate)
	}
	own := []string{"heartbeats"}
	for _, what := range []string{"configs", "offsets", "status"} {
		own = append(own, "mm2-"+what+"."+source+".internal")
	}
	for _, topic := range own {
		f.need("mirror", "edge", "topic", topic, mirrorTemplate, "CreateTopic", "DescribeTopic",
			"DescribeTopicDynamicConfiguration", "ReadData", "WriteData")
	}
}

// reach: who needs anything on a cluster needs to connect to it.
func (f *finder) reach() {
	for _, need := range slices.Clone(f.needs) {
		f.need(need.Role, need.Cluster, "cluster", "", need.Why, "Connect")
	}
}

type argument struct {
	file  string
	line  int
	value string
}

// arguments of the workloads' manifests, as --name value in a list of args.
func (f *finder) arguments(name string) []argument {
	var out []argument
	pattern := regexp.MustCompile(`(?m)^\s*- ["']?` + regexp.QuoteMeta(name) + `["']?\s*\n\s*- ["']?([^"'\s]+)`)
	err := fs.WalkDir(f.repository, "k8s", func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(file) != ".yaml" {
			return err
		}
		text := f.text(file)
		for _, found := range pattern.FindAllStringSubmatchIndex(text, -1) {
			out = append(out, argument{file, 1 + strings.Count(text[:found[2]], "\n"), text[found[2]:found[3]]})
		}
		return nil
	})
	if err != nil {
		f.errs = append(f.errs, err)
	}
	return out
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return keys
}
