package bootstrap

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/jmespath/go-jmespath"
)

type object = map[string]any

// runAWS answers in the shape of the API and lets --query and --output do what the CLI does.
func runAWS(w *world, a arguments) error {
	if a.has("version") {
		version := "2.31.0"
		if other := w.Tools["aws"]; other != "" {
			version = other
		}
		fmt.Printf("aws-cli/%s Python/3.13.7 Linux/6.1 exe/x86_64\n", version)
		return nil
	}
	var answer any
	var err error
	switch service := a.words[0]; service {
	case "s3api":
		answer, err = w.s3(a)
	case "eks":
		answer, err = w.eks(a)
	default:
		answer, err = w.read(a)
	}
	if err != nil || answer == nil {
		return err
	}
	return printAnswer(answer, a)
}

func printAnswer(answer any, a arguments) error {
	// Through JSON, so that the query sees what the service would send.
	content, err := json.Marshal(answer)
	if err != nil {
		return err
	}
	var value any
	if err := json.Unmarshal(content, &value); err != nil {
		return err
	}
	if query := a.get("query"); query != "" {
		if value, err = jmespath.Search(query, value); err != nil {
			return fmt.Errorf("bad value for --query %s: %w", query, err)
		}
	}
	if a.get("output") != "text" {
		return json.NewEncoder(os.Stdout).Encode(value)
	}
	if list, ok := value.([]any); ok {
		if _, rows := first(list).([]any); rows {
			for _, row := range list {
				printRow(row.([]any))
			}
			return nil
		}
		printRow(list)
		return nil
	}
	if a.words[0] == "service-quotas" {
		// A double, which the CLI prints with its point.
		fmt.Printf("%.1f\n", value)
		return nil
	}
	fmt.Println(text(value))
	return nil
}

func first(list []any) any {
	if len(list) == 0 {
		return nil
	}
	return list[0]
}

func printRow(row []any) {
	words := make([]string, len(row))
	for i, item := range row {
		words[i] = text(item)
	}
	fmt.Println(strings.Join(words, "\t"))
}

func text(value any) string {
	switch known := value.(type) {
	case nil:
		return "None"
	case bool:
		if known {
			return "True"
		}
		return "False"
	case float64:
		return strconv.FormatFloat(known, 'f', -1, 64)
	}
	return fmt.Sprint(value)
}

// s3 knows the bucket of the state.
func (w *world) s3(a arguments) (any, error) {
	name := a.get("bucket")
	bucket, exists := w.Buckets[name]
	if a.words[1] == "head-bucket" {
		if !exists {
			return nil, fmt.Errorf("An error occurred (404) when calling the HeadBucket operation: Not Found")
		}
		return object{"BucketRegion": "eu-west-1"}, nil
	}
	w.write = true
	if a.words[1] == "create-bucket" {
		if exists {
			return nil, fmt.Errorf("An error occurred (BucketAlreadyOwnedByYou) when calling the CreateBucket operation")
		}
		w.Buckets[name] = map[string]string{"location": a.get("create-bucket-configuration")}
		return object{"Location": "/" + name}, nil
	}
	setting := map[string]string{
		"put-public-access-block": "public-access-block-configuration", "put-bucket-versioning": "versioning-configuration",
		"put-bucket-encryption": "server-side-encryption-configuration", "put-bucket-policy": "policy", "put-bucket-tagging": "tagging",
	}[a.words[1]]
	if setting == "" {
		return nil, a.refuse()
	}
	if !exists {
		return nil, fmt.Errorf("An error occurred (NoSuchBucket) when calling %s", a.words[1])
	}
	if a.get(setting) == "" {
		return nil, fmt.Errorf("the following arguments are required: --%s", setting)
	}
	bucket[a.words[1]] = a.get(setting)
	return nil, nil
}

func (w *world) eks(a arguments) (any, error) {
	switch a.words[1] {
	case "list-clusters":
		names := []string{"somebody-elses"}
		if w.Cluster != "" {
			names = append(names, "odds-dev-infra-ops")
		}
		return object{"clusters": names}, nil
	case "describe-cluster-versions":
		return object{"clusterVersions": []object{{"clusterVersion": "1.34"}, {"clusterVersion": "1.35"}}}, nil
	}
	if w.Cluster == "" {
		return nil, fmt.Errorf("An error occurred (ResourceNotFoundException) when calling the DescribeCluster operation: No cluster found for name: %s.", a.get("name"))
	}
	switch a.command() {
	case "eks describe-cluster":
		return object{"cluster": object{"status": w.Cluster, "deletionProtection": w.Protected}}, nil
	case "eks update-kubeconfig":
		return object{}, os.WriteFile(a.get("kubeconfig"), []byte("apiVersion: v1\n"), 0o600)
	case "eks update-cluster-config":
		w.write = true
		w.Protected = !a.has("no-deletion-protection")
		return object{"update": object{}}, nil
	case "eks wait cluster-active":
		return nil, nil
	}
	return nil, a.refuse()
}

// read answers what only reads, of every other service.
func (w *world) read(a arguments) (any, error) {
	if w.Denied != "" && a.command()+" "+a.get("region") == w.Denied {
		return nil, fmt.Errorf("An error occurred (AccessDenied) when calling %s", a.command())
	}
	switch a.command() {
	case "sts get-caller-identity":
		if w.Arn == "" {
			return nil, fmt.Errorf("Unable to locate credentials. You can configure credentials by running \"aws configure\".")
		}
		return object{"Account": w.Account, "Arn": w.Arn}, nil
	case "service-quotas get-service-quota":
		// Most quotas have no applied value until one is asked for.
		if a.get("quota-code") != "L-F678F1CE" {
			return nil, fmt.Errorf("An error occurred (NoSuchResourceException) when calling the GetServiceQuota operation")
		}
		return object{"Quota": object{"Value": w.Quotas["L-F678F1CE"]}}, nil
	case "service-quotas get-aws-default-service-quota":
		return object{"Quota": object{"Value": w.Quotas[a.get("quota-code")]}}, nil
	case "ec2 describe-vpcs":
		return object{"Vpcs": w.owned(a, 1, 2)}, nil
	case "ec2 describe-addresses":
		return object{"Addresses": w.owned(a, 0, 1)}, nil
	case "ec2 describe-availability-zones":
		zones := []object{}
		if id, ok := w.Zones[filter(a, "zone-name")]; ok {
			zones = append(zones, object{"ZoneId": id})
		}
		return object{"AvailabilityZones": zones}, nil
	case "ec2 describe-instance-type-offerings":
		offerings := []object{}
		for _, name := range strings.Split(filter(a, "instance-type"), ",") {
			if name != w.Missing {
				offerings = append(offerings, object{"InstanceType": name})
			}
		}
		return object{"InstanceTypeOfferings": offerings}, nil
	case "ec2 describe-instance-types":
		return object{"InstanceTypes": w.sizes(a)}, nil
	case "ec2 describe-instances":
		return object{"Reservations": w.running()}, nil
	case "rds describe-orderable-db-instance-options":
		options := []object{{"EngineVersion": "16.9"}}
		if a.get("db-instance-class") != w.Missing {
			options = append(options, object{"EngineVersion": "17.5"})
		}
		return object{"OrderableDBInstanceOptions": options}, nil
	case "kafka list-clusters-v2":
		return object{"ClusterInfoList": []object{
			{"ClusterName": "somebody-elses", "Provisioned": object{"NumberOfBrokerNodes": 3}},
			{"ClusterName": "serverless", "Serverless": object{}},
		}}, nil
	case "kafka list-kafka-versions":
		versions := []object{{"Version": "2.2.1", "Status": "DEPRECATED"}}
		for _, version := range w.Kafka {
			versions = append(versions, object{"Version": version, "Status": "ACTIVE"})
		}
		return object{"KafkaVersions": versions}, nil
	case "resourcegroupstaggingapi get-resources":
		return w.tagged(a)
	}
	return nil, a.refuse()
}

// sizes are vCPUs by type, as the last part of its name has them.
func (w *world) sizes(a arguments) []object {
	cpus := map[string]int{"large": 2, "xlarge": 4, "2xlarge": 8}
	sizes := []object{}
	for _, name := range a.flags["instance-types"] {
		_, size, _ := strings.Cut(name, ".")
		sizes = append(sizes, object{"InstanceType": name, "VCpuInfo": object{"DefaultVCpus": cpus[size]}})
	}
	return sizes
}

// running are somebody else's instances, one of them of another quota and one on spot, and, once infra-ops stands, ours.
func (w *world) running() []object {
	instance := func(kind string, cores int, more object) object {
		out := object{"InstanceType": kind, "CpuOptions": object{"CoreCount": cores, "ThreadsPerCore": 2}, "Tags": []object{}}
		for key, value := range more {
			out[key] = value
		}
		return out
	}
	all := []object{
		instance("m5.2xlarge", 4, nil), instance("p5.48xlarge", 96, nil), instance("c6i.4xlarge", 8, object{"InstanceLifecycle": "spot"}),
	}
	if w.Cluster != "" {
		all = append(all, instance("m7g.large", 1, object{"Tags": []object{{"Key": "eks:cluster-name", "Value": "odds-dev-infra-ops"}}}))
	}
	return []object{{"Instances": all}}
}

// owned lists foreign things and, once infra-ops stands, its own; a filter by tag shows only these.
func (w *world) owned(a arguments, foreign, own int) []object {
	all := []object{}
	if !a.has("filters") {
		all = make([]object, foreign, foreign+own)
	}
	if w.Cluster != "" {
		all = append(all, make([]object, own)...)
	}
	return all
}

// filter is the value of Name=name,Values=value.
func filter(a arguments, name string) string {
	for _, given := range a.flags["filters"] {
		if value, ok := strings.CutPrefix(given, "Name="+name+",Values="); ok {
			return value
		}
	}
	return ""
}

// tagged lists what carries the tags. What is being deleted is seen for a while, as in AWS.
func (w *world) tagged(a arguments) (any, error) {
	found := []object{}
	byCrossplane := slices.Contains(a.flags["tag-filters"], "Key=odds:managed-by,Values=crossplane")
	if !byCrossplane && !slices.Contains(a.flags["tag-filters"], "Key=odds:environment,Values=dev") &&
		!slices.Contains(a.flags["tag-filters"], "Key=odds:environment,Values=prod") {
		return object{"ResourceTagMappingList": found}, nil
	}
	for arn, r := range w.Resources {
		if r.Region != a.get("region") || byCrossplane && r.Phase == "" {
			continue
		}
		found = append(found, object{"ResourceARN": arn})
		if r.Going > 0 {
			if r.Going--; r.Going == 0 {
				delete(w.Resources, arn)
			}
		}
	}
	sort.Slice(found, func(i, j int) bool { return found[i]["ResourceARN"].(string) < found[j]["ResourceARN"].(string) })
	return object{"ResourceTagMappingList": found}, nil
}
