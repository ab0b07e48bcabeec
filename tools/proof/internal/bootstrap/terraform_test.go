package bootstrap

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// runTerraform keeps one state a backend; it asks for nothing, as bootstrap.sh has nobody to answer.
func runTerraform(w *world, a arguments) error {
	if a.command() == "version" {
		fmt.Println("Terraform v1.12.2\non linux_amd64")
		return nil
	}
	if a.get("input") != "false" {
		return fmt.Errorf("stub: terraform %s would ask", a.command())
	}
	environment := os.Getenv("TF_VAR_environment")
	if environment != "dev" && environment != "prod" {
		return fmt.Errorf("No value for required variable: environment")
	}
	folder, err := os.Getwd()
	if err != nil {
		return err
	}
	for _, needed := range []string{"main.tf", "environments.yaml"} {
		if _, err := os.Stat(filepath.Join(folder, needed)); err != nil {
			return err
		}
	}
	data := os.Getenv("TF_DATA_DIR")
	if a.words[0] == "init" {
		return w.init(a, folder, data)
	}
	bucket, initialized := w.Initialized[data]
	if !initialized {
		return fmt.Errorf("Error: Backend initialization required: please run \"terraform init\"")
	}
	if _, exists := w.Buckets[bucket]; bucket != "local" && !exists {
		return fmt.Errorf("Error: S3 bucket %q does not exist", bucket)
	}
	return w.terraform(a)
}

func (w *world) init(a arguments, folder, data string) error {
	if override, err := os.ReadFile(filepath.Join(folder, "backend_override.tf")); err == nil && strings.Contains(string(override), `backend "local"`) {
		w.Initialized[data] = "local"
		return nil
	}
	backend := map[string]string{}
	for _, given := range a.flags["backend-config"] {
		key, value, _ := strings.Cut(given, "=")
		backend[key] = value
	}
	bucket := w.Buckets[backend["bucket"]]
	if bucket == nil {
		return fmt.Errorf("Error: Failed to get existing workspaces: S3 bucket %q does not exist", backend["bucket"])
	}
	if backend["key"] == "" || backend["region"] == "" {
		return fmt.Errorf(`Error: The attribute "key" is required by the backend`)
	}
	for _, needed := range []string{"put-public-access-block", "put-bucket-versioning", "put-bucket-encryption", "put-bucket-policy"} {
		if bucket[needed] == "" {
			return fmt.Errorf("stub: the state would lie in a bucket without %s", needed)
		}
	}
	w.Initialized[data] = backend["bucket"]
	return nil
}

func (w *world) terraform(a arguments) error {
	switch a.words[0] {
	case "plan":
		// A copy of the files for a first plan must hold what they read, too.
		for _, file := range []string{"environments.yaml", "crossplane/boundary.json", "crossplane/generated/crossplane-policy-1.json"} {
			if _, err := os.Stat(file); err != nil {
				return fmt.Errorf("Error: Invalid function argument: no file exists at %q", file)
			}
		}
		if out := a.get("out"); out != "" {
			return os.WriteFile(out, []byte("teardown="+os.Getenv("TF_VAR_teardown")), 0o600)
		}
		// Without an output it is for reading: a lock would be written into the bucket.
		if a.get("lock") != "false" {
			w.write = true
		}
		fmt.Println("Plan: 70 to add, 0 to change, 0 to destroy.")
		return nil
	case "apply":
		w.write = true
		if len(a.words) > 1 {
			content, err := os.ReadFile(a.words[1])
			if err != nil {
				return err
			}
			_, w.Teardown, _ = strings.Cut(string(content), "=")
			w.create()
			return nil
		}
		if !a.has("auto-approve") || a.get("target") != "kubernetes_config_map_v1.environment" || !w.State {
			return fmt.Errorf("stub: it would ask, or make more than the ConfigMap")
		}
		w.Teardown = os.Getenv("TF_VAR_teardown")
		return nil
	case "destroy":
		w.write = true
		return w.destroy(a)
	}
	return a.refuse()
}

func (w *world) create() {
	w.State, w.Cluster, w.Protected = true, "ACTIVE", true
	w.Resources["arn:aws:ec2:eu-west-1:111111111111:vpc/infra-ops"] = &resource{Region: "eu-west-1"}
	w.Resources["arn:aws:kms:eu-west-1:111111111111:key/infra-ops"] = &resource{Region: "eu-west-1"}
}

// destroy fails for the reasons for which AWS and Kubernetes make it fail.
func (w *world) destroy(a arguments) error {
	if !a.has("auto-approve") {
		return fmt.Errorf("stub: it would ask")
	}
	if w.Protected {
		return fmt.Errorf("Error: deleting EKS Cluster: InvalidRequestException: deletion protection is enabled")
	}
	if w.Flux {
		return fmt.Errorf("Error: namespace flux-system: context deadline exceeded (finalizers)")
	}
	for arn, r := range w.Resources {
		if r.Phase == "network" {
			return fmt.Errorf("Error: deleting EC2 Transit Gateway: IncorrectState: %s is attached", arn)
		}
	}
	w.State, w.Cluster, w.Teardown = false, "", ""
	// A key waits a month before it is gone.
	delete(w.Resources, "arn:aws:ec2:eu-west-1:111111111111:vpc/infra-ops")
	return nil
}
