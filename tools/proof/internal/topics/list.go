// Package topics renders the one list of topics: to Kafka's topics, to rights of those who read and write
// them, and to what partners may ask for.
package topics

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"sort"
	"strings"

	"sigs.k8s.io/yaml"
)

const (
	listFile  = "schemas/topics.yaml"
	rolesFile = "schemas/roles.yaml"
)

// Clusters are those that a topic may be on.
var Clusters = []string{"core", "edge"}

// List is schemas/topics.yaml with every league filled in, and schemas/roles.yaml.
type List struct {
	Leagues []string
	Topics  []Topic
	Roles   map[string]Role
}

// Topic is one topic of one cluster.
type Topic struct {
	Name           string   `json:"-"`
	League         string   `json:"-"` // empty if the topic is not one league's
	Family         string   `json:"-"` // the topics of all leagues: a star for the league
	Cluster        string   `json:"cluster"`
	Partitions     int      `json:"partitions"`
	RetentionHours int64    `json:"retention_hours"`
	Schema         string   `json:"schema"`
	Compatibility  string   `json:"compatibility"`
	Writes         []string `json:"writes"`
	Reads          []string `json:"reads"`
}

// Role is an identity of a workload; the maps are by Kafka cluster.
type Role struct {
	EKSCluster            string              `json:"eks_cluster"`
	Namespace             string              `json:"namespace"`
	ServiceAccount        string              `json:"service_account"`
	Groups                map[string][]string `json:"groups"`
	TransactionalIDs      map[string][]string `json:"transactional_ids"`
	OwnTopics             map[string][]string `json:"own_topics"`
	FindsOpenTransactions bool                `json:"finds_open_transactions"`
	// Lakes are the buckets that it writes, by the names of their Lakes.
	Lakes []string `json:"lakes"`
}

// Load reads both files from the repository.
func Load(repository fs.FS) (*List, error) {
	var topics struct {
		Leagues []string `json:"leagues"`
		Topics  []struct {
			Pattern string `json:"name"`
			Topic
		} `json:"topics"`
	}
	var roles struct {
		Roles           map[string]Role `json:"roles"`
		WithoutIdentity []string        `json:"without_identity"`
	}
	if err := errors.Join(read(repository, listFile, &topics), read(repository, rolesFile, &roles)); err != nil {
		return nil, err
	}
	list := &List{Leagues: topics.Leagues, Roles: roles.Roles}
	for _, entry := range topics.Topics {
		leagues := []string{""}
		if strings.Contains(entry.Pattern, "{league}") {
			leagues = topics.Leagues
		}
		for _, league := range leagues {
			topic := entry.Topic
			topic.Name, topic.League = strings.ReplaceAll(entry.Pattern, "{league}", league), league
			topic.Family = strings.ReplaceAll(entry.Pattern, "{league}", "*")
			list.Topics = append(list.Topics, topic)
		}
	}
	return list, list.check(roles.WithoutIdentity)
}

func read(repository fs.FS, file string, into any) error {
	content, err := fs.ReadFile(repository, file)
	if err != nil {
		return err
	}
	if err := yaml.UnmarshalStrict(content, into); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return nil
}

// check refuses what would render to something that Kafka or AWS refuses, and names that nobody bears.
func (l *List) check(withoutIdentity []string) error {
	var errs []error
	fail := func(format string, arguments ...any) { errs = append(errs, fmt.Errorf(format, arguments...)) }
	seen := map[string]bool{}
	for _, topic := range l.Topics {
		where := listFile + ": " + topic.Name
		if seen[topic.Name] {
			fail("%s is listed twice", where)
		}
		seen[topic.Name] = true
		if !slices.Contains(Clusters, topic.Cluster) {
			fail("%s: cluster is %q, take one of %v", where, topic.Cluster, Clusters)
		}
		if topic.Partitions < 1 {
			fail("%s: partitions is %d, take at least 1", where, topic.Partitions)
		}
		if topic.RetentionHours < 1 && topic.RetentionHours != -1 {
			fail("%s: retention_hours is %d, take at least 1, or -1 to keep for ever", where, topic.RetentionHours)
		}
		for _, name := range append(slices.Clone(topic.Writes), topic.Reads...) {
			if _, known := l.Roles[name]; !known && !slices.Contains(withoutIdentity, name) {
				fail("%s names %s, which is neither a role nor without_identity in %s", where, name, rolesFile)
			}
		}
	}
	for name, role := range l.Roles {
		if role.EKSCluster == "" || role.Namespace == "" || role.ServiceAccount == "" {
			fail("%s: %s needs eks_cluster, namespace and service_account", rolesFile, name)
		}
	}
	return errors.Join(errs...)
}

// RoleNames in alphabetical order.
func (l *List) RoleNames() []string {
	names := make([]string, 0, len(l.Roles))
	for name := range l.Roles {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

// On selects the topics of a cluster. The topics of all leagues are one name with a star, so that a policy does not
// grow with the leagues; unless the star would mean a topic beside them, too.
func (l *List) On(cluster string, keep func(Topic) bool) []string {
	var names []string
	for _, topic := range l.Topics {
		if topic.Cluster != cluster || !keep(topic) {
			continue
		}
		name := topic.Name
		if topic.League != "" && !slices.ContainsFunc(l.all(cluster), func(other Topic) bool {
			return other.Family != topic.Family && matches(topic.Family, other.Name)
		}) {
			name = topic.Family
		}
		names = append(names, name)
	}
	return union(names, nil)
}

// all topics of a cluster, and those that roles make there themselves.
func (l *List) all(cluster string) []Topic {
	var all []Topic
	for _, topic := range l.Topics {
		if topic.Cluster == cluster {
			all = append(all, topic)
		}
	}
	for _, role := range l.Roles {
		for _, name := range role.OwnTopics[cluster] {
			all = append(all, Topic{Name: name})
		}
	}
	return all
}
