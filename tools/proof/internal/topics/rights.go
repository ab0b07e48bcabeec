package topics

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Statement of an IAM policy.
type Statement struct {
	Sid      string
	Effect   string
	Action   []string
	Resource []string
}

// policyBytesMax is what AWS takes as a managed policy.
const policyBytesMax = 6144

// Statements are all rights of a role, and no more than its topics, groups and transactional ids need.
func (l *List) Statements(name string) []Statement {
	role := l.Roles[name]
	var all []Statement
	for _, cluster := range Clusters {
		reads := l.On(cluster, func(t Topic) bool { return slices.Contains(t.Reads, name) })
		writes := l.On(cluster, func(t Topic) bool { return slices.Contains(t.Writes, name) })
		if role.FindsOpenTransactions {
			// Who asks which producers a topic has must be allowed to read it.
			reads = union(reads, writes)
		}
		own, groups, ids := role.OwnTopics[cluster], role.Groups[cluster], role.TransactionalIDs[cluster]
		reach := []string{"Connect"}
		if len(writes)+len(own) > 0 {
			reach = append(reach, "WriteDataIdempotently")
		}
		if len(reads)+len(writes)+len(own) > 0 {
			all = append(all, statement(cluster, "Reach", reach, arns(cluster, "cluster", []string{""})))
		}
		all = append(all,
			statement(cluster, "Read", []string{"DescribeTopic", "ReadData"}, arns(cluster, "topic", reads)),
			statement(cluster, "Write", []string{"DescribeTopic", "WriteData"}, arns(cluster, "topic", writes)),
			statement(cluster, "Own", []string{"CreateTopic", "DescribeTopic", "DescribeTopicDynamicConfiguration",
				"ReadData", "WriteData"}, arns(cluster, "topic", own)),
			statement(cluster, "Groups", []string{"DescribeGroup", "AlterGroup"}, arns(cluster, "group", groups)),
			statement(cluster, "Transactions", []string{"DescribeTransactionalId", "AlterTransactionalId"},
				arns(cluster, "transactional-id", ids)))
	}
	return slices.DeleteFunc(all, func(s Statement) bool { return len(s.Resource) == 0 })
}

func statement(cluster, what string, actions, resources []string) Statement {
	s := Statement{Sid: strings.ToUpper(cluster[:1]) + cluster[1:] + what, Effect: "Allow", Resource: resources}
	for _, action := range actions {
		s.Action = append(s.Action, "kafka-cluster:"+action)
	}
	return s
}

// arns of things of a cluster. The id in the middle is AWS's and not known before the cluster is; the
// cluster's name is unique in account and region.
func arns(cluster, kind string, names []string) []string {
	var out []string
	for _, name := range names {
		arn := fmt.Sprintf("arn:aws:kafka:${region}:${account}:%s/odds-${environment}-%s/*", kind, cluster)
		if name != "" {
			arn += "/" + name
		}
		out = append(out, arn)
	}
	return out
}

func union(a, b []string) []string {
	all := append(slices.Clone(a), b...)
	slices.Sort(all)
	return slices.Compact(all)
}

// Document is the policy as text.
func Document(statements []Statement) (string, error) {
	text, err := json.MarshalIndent(map[string]any{"Version": "2012-10-17", "Statement": statements}, "", "  ")
	return string(text), err
}
