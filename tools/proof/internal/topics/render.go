package topics

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"text/template"

	"odds-update/tools/proof/internal/permissions"
)

const (
	topicsFolder = "crossplane/topics/generated"
	rightsFolder = "crossplane/rights/generated"
	partnersFile = "crossplane/functions/odds/partnertopics.py"
	leaguesFile  = "crossplane/apis/edgepartners/leagues.yaml"
	header       = "# Generated from schemas/topics.yaml by `make render-infra`; do not edit.\n"
	// replicas and inSync: with three zones one may be away, and no committed record is lost with a second.
	replicas = 3
	inSync   = 2
)

// Render is every generated file by its path in the repository.
func (l *List) Render() (map[string]string, error) {
	files := map[string]string{partnersFile: l.partners(), leaguesFile: l.leagueNames()}
	var names []string
	for _, cluster := range Clusters {
		files[topicsFolder+"/"+cluster+".yaml"] = l.kafkaTopics(cluster)
		names = append(names, cluster)
	}
	files[topicsFolder+"/kustomization.yaml"] = kustomization(names)
	for _, role := range l.RoleNames() {
		text, err := l.rights(role)
		if err != nil {
			return nil, err
		}
		files[rightsFolder+"/"+role+".yaml"] = text
	}
	files[rightsFolder+"/kustomization.yaml"] = kustomization(l.RoleNames())
	return files, nil
}

func kustomization(names []string) string {
	text := header + "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nnamespace: platform\nresources:\n"
	for _, name := range names {
		text += "  - " + name + ".yaml\n"
	}
	return text
}

// kafkaTopics are never pruned: a topic that leaves the list keeps its records until a person deletes it.
func (l *List) kafkaTopics(cluster string) string {
	var out strings.Builder
	out.WriteString(header)
	for _, topic := range l.Topics {
		if topic.Cluster != cluster {
			continue
		}
		retention := topic.RetentionHours
		if retention > 0 {
			retention *= 60 * 60 * 1000
		}
		fmt.Fprintf(&out, `---
apiVersion: kafka.strimzi.io/v1
kind: KafkaTopic
metadata:
  name: %s
  labels:
    strimzi.io/cluster: %s
    kustomize.toolkit.fluxcd.io/prune: disabled
spec:
  partitions: %d
  replicas: %d
  config:
    cleanup.policy: delete
    min.insync.replicas: %d
    retention.ms: %d
`, topic.Name, cluster, topic.Partitions, replicas, inSync, retention)
	}
	return out.String()
}

// roleParts are what several objects of a role have alike; each is given the role's name.
const roleParts = `
{{- define "head"}}  labels:
    platform.odds-update.io/role: {{.}}
spec:
  providerConfigRef: {kind: ClusterProviderConfig, name: default}
  forProvider:
{{- end}}

{{- define "tags"}}    tags:
      odds:environment: ${environment}
      odds:owner: ${owner}
      odds:cost-center: ${cost_center}
      odds:managed-by: crossplane
      odds:resource: Role/{{.}}
{{- end}}`

var roleTemplate = template.Must(template.New("role").Parse(roleParts + header + `# Rights of {{.Name}} on Kafka: what its topics, groups and transactional ids need, no more.
apiVersion: iam.aws.m.upbound.io/v1beta1
kind: Role
metadata:
  name: kafka-{{.Name}}
  annotations:
    crossplane.io/external-name: odds-${environment}-{{.Name}}-${region}
{{template "head" .Name}}
    path: {{.Path}}
    description: The {{.Name}} workload
    permissionsBoundary: ${permissions_boundary_arn}
    assumeRolePolicy: |
      {
        "Version": "2012-10-17",
        "Statement": [
          {
            "Effect": "Allow",
            "Principal": {"Service": "pods.eks.amazonaws.com"},
            "Action": ["sts:AssumeRole", "sts:TagSession"]
          }
        ]
      }
{{template "tags" .Name}}
---
apiVersion: iam.aws.m.upbound.io/v1beta1
kind: Policy
metadata:
  name: kafka-{{.Name}}
  annotations:
    crossplane.io/external-name: odds-${environment}-{{.Name}}-kafka-${region}
{{template "head" .Name}}
    path: {{.Path}}
    description: Kafka rights of {{.Name}}
    policy: |
{{.Policy}}
{{template "tags" .Name}}
---
apiVersion: iam.aws.m.upbound.io/v1beta1
kind: RolePolicyAttachment
metadata:
  name: kafka-{{.Name}}
{{template "head" .Name}}
    policyArnRef: {name: kafka-{{.Name}}}
    roleRef: {name: kafka-{{.Name}}}
{{- range .Lakes}}
---
apiVersion: iam.aws.m.upbound.io/v1beta1
kind: RolePolicyAttachment
metadata:
  name: {{.}}-{{$.Name}}
{{template "head" $.Name}}
    policyArnRef: {name: lake-{{.}}-writer}
    roleRef: {name: kafka-{{$.Name}}}
{{- end}}
---
apiVersion: eks.aws.m.upbound.io/v1beta1
kind: PodIdentityAssociation
metadata:
  name: kafka-{{.Name}}
{{template "head" .Name}}
    region: ${region}
    clusterName: odds-${environment}-{{.EKSCluster}}
    namespace: {{.Namespace}}
    serviceAccount: {{.ServiceAccount}}
    roleArnRef: {name: kafka-{{.Name}}}
{{template "tags" .Name}}
`))

func (l *List) rights(name string) (string, error) {
	document, err := Document(l.Statements(name))
	if err != nil {
		return "", err
	}
	var out bytes.Buffer
	err = roleTemplate.Execute(&out, struct {
		Role
		Name, Path, Policy string
	}{l.Roles[name], name, permissions.Path, "      " + strings.ReplaceAll(document, "\n", "\n      ")})
	return out.String(), err
}

// partners is what a composition knows of the list: the topics that partners read, by league.
func (l *List) partners() string {
	var out strings.Builder
	out.WriteString(header + "\"\"\"What partners may read: league to topic.\"\"\"\n\nPUBLIC_TOPICS = {\n")
	for _, topic := range l.public() {
		fmt.Fprintf(&out, "    '%s': '%s',\n", topic.League, topic.Name)
	}
	out.WriteString("}\n")
	return out.String()
}

// public are the topics that partners read, in the order of their leagues.
func (l *List) public() []Topic {
	var out []Topic
	for _, league := range slices.Sorted(slices.Values(l.Leagues)) {
		for _, topic := range l.Topics {
			if topic.League == league && topic.Cluster == "edge" && slices.Contains(topic.Reads, "partners") {
				out = append(out, topic)
			}
		}
	}
	return out
}

// leagueNames lets the API server refuse a partner of a league that has no topic: what it takes, a composition does
// not refuse later, when he has rights already.
func (l *List) leagueNames() string {
	text := header + "- op: add\n  path: /spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/leagues/items/enum\n  value:\n"
	for _, topic := range l.public() {
		text += "    - " + topic.League + "\n"
	}
	return text
}
