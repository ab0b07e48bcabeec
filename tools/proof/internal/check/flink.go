package check

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"time"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/yaml"

	"odds-update/tools/proof/internal/apiserver"
	"odds-update/tools/proof/internal/repo"
)

// newerFlink judges Flink's objects once more by the definitions of a newer operator, where a folder
// shared/crds beside the clone has them: no registry does.
func (r *Run) newerFlink(ctx context.Context, loaded *repo.Repo, clusters map[string]*apiserver.Cluster) ([]repo.Finding, error) {
	files, err := filepath.Glob(filepath.Join(r.root, "..", "shared", "crds", "*.y*ml"))
	if err != nil || len(files) == 0 {
		return nil, err
	}
	var definitions []*unstructured.Unstructured
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		definition := &unstructured.Unstructured{}
		if err := yaml.Unmarshal(content, &definition.Object); err != nil {
			return nil, err
		}
		definitions = append(definitions, definition)
	}
	var findings []repo.Finding
	judged, started := 0, time.Now()
	for _, phase := range loaded.Phases {
		// kubeConfigs are named after their cluster.
		cluster := clusters[strings.TrimSuffix(phase.KubeConfig, "-kubeconfig")]
		for _, object := range phase.Objects {
			if object.GroupVersionKind().Group != "flink.apache.org" || cluster == nil {
				continue
			}
			if judged++; judged == 1 {
				if err := cluster.Install(ctx, definitions); err != nil {
					return nil, err
				}
			}
			if err := cluster.Try(ctx, object.Unstructured); err != nil {
				findings = append(findings, object.Finding(err.Error()+" (by the definitions of ../shared/crds)"))
			}
		}
	}
	r.judged("newer Flink", judged, started, findings)
	return findings, nil
}
