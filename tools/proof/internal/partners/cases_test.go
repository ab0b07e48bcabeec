package partners

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"odds-update/tools/proof/internal/compose"
	"odds-update/tools/proof/internal/permissions"
)

// withEdge gives a partner the edge cluster that knows him and is ready.
func (w world) withEdge(partner compose.Object) compose.Input {
	w.Helper()
	step, _ := w.ready(w.input(w.edge(), partner))
	edge := w.edge()
	edge.Object["status"] = step.XR.Object["status"]
	return w.input(partner, edge)
}

func TestEdgeIsNotReadyBeforePartnersCouldReachIt(t *testing.T) {
	w := newWorld(t)
	steps, err := w.engine.Steps(t.Context(), w.input(w.edge()), w.cloud())
	if err != nil {
		t.Fatal(err)
	}
	var asked, reachable int
	for i, step := range steps {
		if cluster := find(step.Composed, "Cluster", "cluster"); cluster != nil && asked == 0 && connectivity(cluster) {
			asked = i
		}
		if brokers, _, _ := unstructured.NestedString(step.XR.Object, "status", "bootstrapBrokers", "vpcScram"); brokers != "" && reachable == 0 {
			reachable = i
		}
		if reachable == 0 && step.Ready() {
			t.Errorf("step %d is ready before the brokers of multi-VPC connectivity are known", i)
		}
	}
	created := slices.IndexFunc(steps, func(s compose.Step) bool { return find(s.Composed, "Cluster", "cluster") != nil })
	if created < 1 || asked != created+1 || reachable <= asked {
		t.Errorf("connectivity must come with the first update after creation: created %d, asked %d, reachable %d", created, asked, reachable)
	}
}

func TestConnectivityIsNeverTakenBack(t *testing.T) {
	w := newWorld(t)
	_, cloud := w.ready(w.input(w.edge()))
	cluster := w.must(cloud, "Cluster", "cluster")
	for _, field := range []string{"bootstrapBrokersSaslIam", "bootstrapBrokersSaslScram"} {
		unstructured.RemoveNestedField(cluster.Object, "status", "atProvider", field)
	}
	in := w.input(w.edge())
	in.Observed = cloud
	result := w.render(in)
	if !connectivity(w.must(result.Composed, "Cluster", "cluster")) {
		t.Error("a cluster whose addresses are not seen for a moment must keep its connectivity")
	}
	if len(result.Deleted) > 0 || result.Ready() {
		t.Errorf("nothing may go, and it is not ready: %v", result.Deleted)
	}
}

func TestCoreHasNoWayInForPartners(t *testing.T) {
	w := newWorld(t)
	_, cloud := w.ready(w.input(w.core(), w.partner("acme")))
	cluster := w.must(cloud, "Cluster", "cluster")
	if scram, _, _ := unstructured.NestedBool(cluster.Object, "spec", "forProvider", "clientAuthentication", "sasl", "scram"); scram || connectivity(cluster) {
		t.Error("core takes IAM only, from its own networks")
	}
	for _, kind := range []string{"ClusterPolicy", "VPCConnection", "VPNGateway"} {
		if slices.ContainsFunc(cloud, func(o compose.Object) bool { return o.GetKind() == kind }) {
			t.Errorf("core composes a %s", kind)
		}
	}
	if config := w.must(cloud, "ConfigMap", "bootstrap"); config.GetName() != "core-kafka" {
		t.Errorf("the operators read core-kafka, not %s", config.GetName())
	}
}

func connectivity(cluster compose.Object) bool {
	_, has, _ := unstructured.NestedMap(cluster.Object, "spec", "forProvider", "brokerNodeGroupInfo", "connectivityInfo", "vpcConnectivity")
	return has
}

func TestPartnerOfAWSInTheSameRegionSignsWithHisRole(t *testing.T) {
	w := newWorld(t)
	step, cloud := w.ready(w.withEdge(w.partner("acme")))
	if path, _, _ := unstructured.NestedString(step.XR.Object, "status", "path"); path != "multi-vpc" {
		t.Errorf("path is %q", path)
	}
	for _, kind := range []string{"Secret", "KafkaUser", "VPNConnection"} {
		if slices.ContainsFunc(cloud, func(o compose.Object) bool { return o.GetKind() == kind }) {
			t.Errorf("a partner who signs needs no %s", kind)
		}
	}
	files := handOver(w, cloud)
	has(t, files, "connection.yaml", "Authentication: SASL_IAM", "TargetClusterArn: arn:aws:kafka:")
	has(t, files, "client.properties", "sasl.mechanism=AWS_MSK_IAM", "client.id=acme")
	has(t, files, "consumer.properties", "group.id=acme.odds", "isolation.level=read_committed",
		"odds.topics=odds.updates.public.epl,odds.updates.public.nba", "odds.schema.registry.url=https://")
	// Whoever deploys connection.yaml makes a security group and a connection, and takes both away again.
	has(t, files, "connection-policy.json", `"ec2:CreateSecurityGroup"`, `"ec2:AuthorizeSecurityGroupIngress"`, `"ec2:DeleteSecurityGroup"`,
		`"ec2:CreateTags"`, `"kafka:CreateVpcConnection"`, `"kafka:DescribeVpcConnection"`, `"kafka:DeleteVpcConnection"`,
		`"kafka:TagResource"`, `"iam:AWSServiceName": "kafka.amazonaws.com"`)
	for name, foreign := range map[string]string{"connection-policy.json": "kafka-cluster:", "consumer-policy.json": `"kafka:`} {
		if !json.Valid([]byte(files[name])) || strings.Contains(files[name], foreign) {
			t.Errorf("%s is no JSON, or has the other role's rights:\n%s", name, files[name])
		}
	}
	if rights := actions(t, files["consumer-policy.json"]); !slices.Equal(rights, []string{
		"kafka-cluster:AlterGroup", "kafka-cluster:Connect", "kafka-cluster:DescribeGroup", "kafka-cluster:DescribeTopic", "kafka-cluster:ReadData"}) {
		t.Errorf("a consumer connects and reads, and nothing else: %v", rights)
	}
	has(t, files, "README.md", "aws kafka describe-cluster --region eu-west-1 --cluster-arn arn:aws:kafka:",
		"ClusterInfo.BrokerNodeGroupInfo.ZoneIds", "[SubnetId,AvailabilityZoneId]", "\n2. Run the consumer",
		"`schemas.odds-dev.example.com`\nover HTTPS, port 443", "java -cp 'lib/*' OddsConsumer.java")
	has(t, files, "pom.xml", ours(t)...)
	job := jobOf(cloud, "quota")
	if job == nil {
		t.Fatal("no quota")
	}
	if text := fmt.Sprint(job.Object["spec"]); !strings.Contains(text, "1048576") || !strings.Contains(text, "quotas-edge") {
		t.Error("each of three brokers grants a third of the rate, by the identity that may write quotas")
	}
}

func TestPartnerWithScramOwnsHisCredentialRightsAndQuota(t *testing.T) {
	w := newWorld(t)
	_, cloud := w.ready(w.withEdge(w.partner("globex")))
	user := w.must(cloud, "KafkaUser", "user")
	if user.GetName() != "partner-globex" || user.GetLabels()["strimzi.io/cluster"] != "edge" {
		t.Errorf("user %s, labels %v", user.GetName(), user.GetLabels())
	}
	acls, _, _ := unstructured.NestedSlice(user.Object, "spec", "authorization", "acls")
	var rights []string
	for _, entry := range acls {
		acl := entry.(map[string]any)
		resource := acl["resource"].(map[string]any)
		rights = append(rights, fmt.Sprint(resource["type"], " ", resource["patternType"], " ", resource["name"], " ", acl["operations"]))
	}
	want := []string{
		"topic literal odds.updates.public.nba [Read Describe]", "topic literal odds.updates.public.nfl [Read Describe]",
		"topic literal odds.updates.public.nhl [Read Describe]", "group prefix globex. [Read Describe]",
	}
	if !slices.Equal(rights, want) {
		t.Errorf("want %v, got %v", want, rights)
	}
	if rate, _, _ := unstructured.NestedInt64(user.Object, "spec", "quotas", "consumerByteRate"); rate != 6291456/3 {
		t.Errorf("each of three brokers grants a third, got %d", rate)
	}
	secret := w.must(cloud, "Secret", "secret")
	if name, _, _ := unstructured.NestedString(secret.Object, "spec", "forProvider", "name"); !strings.HasPrefix(name, "AmazonMSK_") {
		t.Errorf("MSK does not take a secret named %q", name)
	}
	w.must(cloud, "SingleScramSecretAssociation", "association")
}

func TestPartnerOfAnotherCloudComesByVPNIntoTheLandingNetwork(t *testing.T) {
	w := newWorld(t)
	in := w.withEdge(w.partner("globex"))
	_, cloud := w.ready(in)
	gateway := w.must(cloud, "VPNConnection", "vpn")
	labels, _, _ := unstructured.NestedStringMap(gateway.Object, "spec", "forProvider", "vpnGatewayIdSelector", "matchLabels")
	if labels["platform.odds-update.io/network"] != "landing" {
		t.Errorf("the VPN ends at %v", labels)
	}
	w.must(cloud, "VPNConnectionRoute", "route-172-20-0-0-24")
	files := handOver(w, cloud)
	for _, name := range []string{"connection-policy.json", "consumer-policy.json"} {
		if files[name] != "" {
			t.Errorf("who signs with a password needs no %s", name)
		}
	}
	if strings.Contains(files["pom.xml"], "aws-msk-iam-auth") {
		t.Error("who has a password needs no signer")
	}
	has(t, files, "vpn.md", "AES-256-GCM-16", "group 20", "28800 s", "198.51.100.11", "10.18.16.0/20", "10.34.16.10 and 10.34.18.10")
	has(t, files, "client.properties", "SCRAM-SHA-512", `username="partner-globex"`, "${env:ODDS_PASSWORD}")
	if _, wrong := files["connection.yaml"]; wrong {
		t.Error("CloudFormation is no use outside AWS")
	}
	if strings.Contains(files["README.md"], "zone") {
		t.Error("zones of AWS are no use outside AWS")
	}

	_, edge := w.ready(w.input(w.edge()))
	connection := w.must(edge, "VPCConnection", "landing-connection")
	if how, _, _ := unstructured.NestedString(connection.Object, "spec", "forProvider", "authentication"); how != "SASL_SCRAM" {
		t.Errorf("the landing network's connection takes %s", how)
	}
}

func TestNoPasswordLeavesItsSecretAndItIsMadeOnce(t *testing.T) {
	w := newWorld(t)
	in := w.withEdge(w.partner("globex"))
	_, cloud := w.ready(in)
	credential := find(cloud, "Secret", "credential")
	if credential == nil {
		t.Fatal("no credential")
	}
	password, _, _ := unstructured.NestedString(credential.Object, "data", "password")
	value, _, _ := unstructured.NestedString(credential.Object, "data", "value")
	if len(password) < 40 || value == "" {
		t.Fatal("the credential is too short")
	}
	in.Observed = cloud
	again := w.render(in)
	for _, object := range again.Composed {
		if same, _, _ := unstructured.NestedString(object.Object, "data", "password"); object.GetName() == credential.GetName() && same != password {
			t.Error("the password changed at the next reconciliation")
		}
		text, err := json.Marshal(object.Object)
		if err != nil {
			t.Fatal(err)
		}
		if object.GetName() != credential.GetName() && (strings.Contains(string(text), password) || strings.Contains(string(text), value)) {
			t.Errorf("%s %s holds the password", object.GetKind(), object.GetName())
		}
	}
}

func TestWhatCannotBeIsRefusedWithTheFieldAndTheFix(t *testing.T) {
	w := newWorld(t)
	whole := w.withEdge(w.partner("acme"))
	edge := whole.Others[len(whole.Others)-1]
	for name, refusal := range map[string]struct {
		change func(partner, edge compose.Object)
		reason string
		says   []string
	}{
		"another region": {func(p, _ compose.Object) { set(p, "us-east-1", "spec", "region") },
			"OtherRegion", []string{"spec.region is us-east-1", "eu-west-1", "docs/partners.md#another-region"}},
		"a namespace of others": {func(p, _ compose.Object) { p.SetNamespace("platform") },
			"NamespaceWrong", []string{"metadata.namespace must be partners"}},
		"no label": {func(p, _ compose.Object) { p.SetLabels(nil) },
			"LabelMissing", []string{"metadata.labels", "must be edge"}},
		"a league without topics": {func(p, _ compose.Object) { set(p, []any{"ipl"}, "spec", "leagues") },
			"LeagueUnknown", []string{"spec.leagues names ipl", "schemas/topics.yaml"}},
		"no such cluster": {func(p, _ compose.Object) { set(p, "rim", "spec", "kafkaCluster") },
			"KafkaClusterMissing", []string{"spec.kafkaCluster names rim"}},
		"a core cluster": {func(_, e compose.Object) { set(e, "core", "spec", "role") },
			"NotAnEdge", []string{"whose role is core"}},
		"a name with a dot": {func(p, _ compose.Object) { p.SetName("acme.two") },
			"NameInvalid", []string{"metadata.name is acme.two"}},
		"a name too long for that of his CronJob": {func(p, _ compose.Object) { p.SetName(strings.Repeat("a", 28)) },
			"NameInvalid", []string{"at most 27 characters"}},
		"another cloud without a landing network": {func(p, e compose.Object) {
			set(p, "azure", "spec", "cloud")
			unstructured.RemoveNestedField(e.Object, "spec", "landingNetwork")
		}, "NoLandingNetwork", []string{"spec.landingNetwork of KafkaCluster edge is missing"}},
	} {
		t.Run(name, func(t *testing.T) {
			partner, edge := w.partner("acme"), edge.DeepCopy()
			refusal.change(partner, edge)
			result := w.render(w.input(partner, edge))
			status, reason, message := result.Condition("InputValid")
			if status != "False" || reason != refusal.reason || len(result.Composed) > 0 || result.Ready() {
				t.Errorf("got %s %s %q with %d resources", status, reason, message, len(result.Composed))
			}
			for _, part := range refusal.says {
				if !strings.Contains(message, part) {
					t.Errorf("%q does not say %q", message, part)
				}
			}
		})
	}
}

// ours are the libraries of the consumer in the versions that we run ourselves.
func ours(t *testing.T) []string {
	t.Helper()
	var wanted []string
	for _, library := range []struct{ file, pattern, artifact string }{
		{"pom.xml", `<dep\.kafka\.version>([^<]+)<`, "kafka-clients"},
		{"pom.xml", `<dep\.avro\.version>([^<]+)<`, "avro"},
		{"pom.xml", `<dep\.slf4j\.version>([^<]+)<`, "slf4j-simple"},
		{"k8s/infra-ops/configuration/signer/signer.yaml", `SIGNER: aws-msk-iam-auth-([\d.]+)-all\.jar`, "aws-msk-iam-auth"},
	} {
		content, err := os.ReadFile(filepath.Join(root, library.file))
		if err != nil {
			t.Fatal(err)
		}
		version := regexp.MustCompile(library.pattern).FindSubmatch(content)
		if version == nil {
			t.Fatalf("%s has no %s", library.file, library.pattern)
		}
		wanted = append(wanted, fmt.Sprintf("<artifactId>%s</artifactId><version>%s</version>", library.artifact, version[1]))
	}
	return wanted
}

func handOver(w world, cloud []compose.Object) map[string]string {
	w.Helper()
	files, _, err := unstructured.NestedStringMap(w.must(cloud, "ConfigMap", "hand-over").Object, "data")
	if err != nil {
		w.Fatal(err)
	}
	return files
}

func has(t *testing.T, files map[string]string, name string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(files[name], part) {
			t.Errorf("%s lacks %q:\n%s", name, part, files[name])
		}
	}
}

// actions of a policy, in order.
func actions(t *testing.T, text string) []string {
	t.Helper()
	policy, err := permissions.ParsePolicy(text)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, statement := range policy.Statement {
		all = append(all, statement.Action...)
	}
	slices.Sort(all)
	return all
}

// The quota of a client outlives its partner in Kafka: the job that ends it must know who is left.
func TestTheClusterNamesWhoseQuotasMayStay(t *testing.T) {
	w := newWorld(t)
	quotas := func(partners ...compose.Object) map[string]string {
		_, cloud := w.ready(w.input(w.edge(), partners...))
		data, _, _ := unstructured.NestedStringMap(w.must(cloud, "ConfigMap", "bootstrap").Object, "data")
		return data
	}
	with := quotas(w.partner("acme"), w.partner("globex"))
	if with["quota.clients"] != "acme" || with["quota.default"] != "262144" {
		t.Errorf("acme signs, globex has a password: got %q, default %q", with["quota.clients"], with["quota.default"])
	}
	if without, some := quotas(w.partner("globex"))["quota.clients"]; !some || without != "" {
		t.Errorf("nobody signs, and the job needs to read so: got %q, %v", without, some)
	}
	in := w.withEdge(w.partner("acme"))
	edge := in.Others[len(in.Others)-1]
	unstructured.RemoveNestedField(edge.Object, "status", "partners")
	if jobOf(w.render(in).Composed, "quota") != nil {
		t.Error("a quota must not be written before the cluster names its client, or it is taken away again")
	}
}

// Every pod with Strimzi's images fetches the same signer, and one place says from where.
func TestTheSignerComesFromOnePlace(t *testing.T) {
	w := newWorld(t)
	job := jobOf(w.render(w.withEdge(w.partner("acme"))).Composed, "quota")
	for name, pod := range map[string]struct {
		object compose.Object
		path   []string
	}{
		"operator.yaml":    {read(t, "k8s", "infra-ops", "configuration", "platform", "operator.yaml")[0], []string{"spec"}},
		"quotas-edge.yaml": {read(t, "k8s", "infra-ops", "configuration", "platform", "quotas-edge.yaml")[0], []string{"spec", "jobTemplate", "spec"}},
		"quota.py":         {job, []string{"spec", "jobTemplate", "spec"}},
	} {
		containers, _, _ := unstructured.NestedSlice(pod.object.Object, append(pod.path, "template", "spec", "initContainers")...)
		if len(containers) != 1 {
			t.Fatalf("%s: %d init containers", name, len(containers))
		}
		container := containers[0].(map[string]any)
		if got := fmt.Sprint(container["command"], container["envFrom"]); got != "[/bin/sh -c $(FETCH)] [map[configMapRef:map[name:kafka-signer]]]" {
			t.Errorf("%s fetches by itself: %s", name, got)
		}
	}
	data, _, _ := unstructured.NestedStringMap(read(t, "k8s", "infra-ops", "configuration", "signer", "signer.yaml")[0].Object, "data")
	if len(data["SIGNER_SHA256"]) != 64 || !strings.HasSuffix(data["SIGNER_URL"], "/"+data["SIGNER"]) || !strings.Contains(data["FETCH"], "sha256sum -c") {
		t.Errorf("the signer is not pinned: %v", data)
	}
}
