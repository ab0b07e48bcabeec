package rules

import (
	"fmt"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"odds-update/tools/proof/internal/plane"
	"odds-update/tools/proof/internal/repo"
)

// field is a value that protects.
type field struct {
	path    string // below spec.forProvider
	text    string // what the table of the docs says
	accepts func(value any) bool
}

// Protection is the strongest that a kind offers against losing what it holds.
type Protection struct {
	kind   string // and group
	holds  string
	fields []field
	note   string
	// exempt are composites, by kind or name, that need less.
	exempt map[string]exemption
}

// exemption is from all, or from some fields, and says why.
type exemption struct {
	because string
	fields  []string
}

func is(path string, want any) field {
	return field{path, fmt.Sprintf("`%s: %v`", path, want), func(value any) bool { return fmt.Sprint(value) == fmt.Sprint(want) }}
}

func given(path string) field {
	return field{path, fmt.Sprintf("`%s`", path), func(value any) bool { return value != nil && value != "" }}
}

func atLeast(path string, least int64) field {
	return field{path, fmt.Sprintf("`%s` ≥ %d", path, least), func(value any) bool { n, ok := value.(int64); return ok && n >= least }}
}

// Protections has every kind that holds data, or without which data cannot be read.
var Protections = []Protection{
	{
		kind: "Cluster.kafka.aws.m.upbound.io", holds: "records of topics, offsets, ACLs",
		fields: []field{is("encryptionInfo.encryptionInTransit.clientBroker", "TLS"), is("clientAuthentication.unauthenticated", false)},
		note:   "MSK has no deletion protection and no snapshots; three zones, min.insync.replicas 2",
	},
	{
		kind: "Instance.rds.aws.m.upbound.io", holds: "reference data, priors, what the analytics job keeps",
		fields: []field{
			is("deletionProtection", true), is("skipFinalSnapshot", false), given("finalSnapshotIdentifier"), is("deleteAutomatedBackups", false),
			is("backupRetentionPeriod", 35), is("copyTagsToSnapshot", true), is("storageEncrypted", true), is("multiAz", true),
		},
		exempt: map[string]exemption{"postgres-second": {
			"a read replica in one zone, of which RDS takes no last snapshot: the source has the backups of 35 days",
			[]string{"backupRetentionPeriod", "multiAz", "skipFinalSnapshot", "finalSnapshotIdentifier"},
		}},
	},
	{
		kind: "ReplicationGroup.elasticache.aws.m.upbound.io", holds: "hot state; the job can rebuild it",
		fields: []field{
			given("finalSnapshotIdentifier"), is("snapshotRetentionLimit", 35), is("multiAzEnabled", true),
			is("automaticFailoverEnabled", true), is("atRestEncryptionEnabled", "true"),
		},
		note: "ElastiCache has no deletion protection of its own",
	},
	{
		kind: "Bucket.s3.aws.m.upbound.io", holds: "Parquet of the lake, checkpoints and savepoints",
		fields: []field{is("forceDestroy", false)},
		note:   "versioning; a bucket that is not empty cannot be deleted. Object Lock is left out: what old checkpoints and retention take away must go",
	},
	{
		kind: "Key.kms.aws.m.upbound.io", holds: "the key without which everything above is noise",
		fields: []field{is("deletionWindowInDays", 30), is("enableKeyRotation", true)},
	},
	{
		kind: "Secret.secretsmanager.aws.m.upbound.io", holds: "passwords of stores",
		fields: []field{is("recoveryWindowInDays", 30)},
		exempt: map[string]exemption{"EdgePartner": {"a partner's credential can be made again, and a partner who returns needs the name at once", nil}},
	},
	{kind: "CatalogDatabase.glue.aws.m.upbound.io", holds: "the catalogue of the lake"},
	{kind: "CatalogTable.glue.aws.m.upbound.io", holds: "schemas and partitions of the lake", note: "can be crawled again"},
	{
		kind: "Cluster.eks.aws.m.upbound.io", holds: "objects of Kubernetes; all from Git, but for what runs",
		fields: []field{is("deletionProtection", true)},
	},
	{
		kind: "Group.cloudwatchlogs.aws.m.upbound.io", holds: "logs: who did what",
		fields: []field{is("deletionProtectionEnabled", true), atLeast("retentionInDays", 30)},
	},
}

// Kind and group of what is protected.
func (p *Protection) Kind() string { return p.kind }

// protectionOf is nil for kinds that hold nothing.
func protectionOf(kind string) *Protection {
	for i := range Protections {
		if Protections[i].kind == kind {
			return &Protections[i]
		}
	}
	return nil
}

// exemptionOf is what a composite need not have.
func (p *Protection) exemptionOf(resource plane.Resource) (exemption, bool) {
	if resource.Of == nil {
		return exemption{}, false
	}
	if e, found := p.exempt[resource.Of.GetKind()]; found {
		return e, true
	}
	e, found := p.exempt[resource.Of.GetName()]
	return e, found
}

// Protected: in prod nothing that holds data can be deleted by a change in Git, and AWS is told so too.
func Protected(p *plane.Plane) []repo.Finding {
	if p.Environment != "prod" {
		return nil
	}
	var findings []repo.Finding
	for _, resource := range p.Managed() {
		kind := resource.GroupVersionKind().GroupKind().String()
		protection := protectionOf(kind)
		if protection == nil {
			if !holdsNothing[kind] {
				findings = append(findings, resource.Finding(kind+": say in tools/proof/internal/rules whether it holds data: Protections or holdsNothing"))
			}
			continue
		}
		exempt, some := protection.exemptionOf(resource)
		if some && len(exempt.fields) == 0 {
			continue
		}
		report := func(format string, arguments ...any) {
			findings = append(findings, resource.Finding(fmt.Sprintf("%s %s: ", resource.GetKind(), resource.GetName())+fmt.Sprintf(format, arguments...)))
		}
		policies, given, _ := unstructured.NestedStringSlice(resource.UnstructuredContent(), "spec", "managementPolicies")
		if !given || slices.Contains(policies, "*") || slices.Contains(policies, "Delete") {
			report("spec.managementPolicies must be there without Delete and *, is %v", policies)
		}
		for _, f := range protection.fields {
			if slices.Contains(exempt.fields, f.path) {
				continue
			}
			value, _, _ := unstructured.NestedFieldNoCopy(resource.UnstructuredContent(), append([]string{"spec", "forProvider"}, strings.Split(f.path, ".")...)...)
			if !f.accepts(value) {
				report("spec.forProvider.%s is %v, the strongest protection is %s", f.path, value, f.text)
			}
		}
		if kind == "Bucket.s3.aws.m.upbound.io" && !versioned(resource) {
			report("its composite has no BucketVersioning that is Enabled")
		}
		findings = append(findings, kept(p, resource)...)
	}
	return findings
}

// kept: the composite that holds the resource stays when its file goes, and refuses to be deleted.
func kept(p *plane.Plane, resource plane.Resource) []repo.Finding {
	if resource.Of == nil {
		return nil
	}
	var findings []repo.Finding
	if resource.Of.GetLabels()["kustomize.toolkit.fluxcd.io/prune"] != "disabled" {
		findings = append(findings, resource.Of.Finding(fmt.Sprintf("metadata.labels: holds %s and needs kustomize.toolkit.fluxcd.io/prune: ${data_prune}", resource.GetKind())))
	}
	if phase := p.Phase(resource.Of.Phase); phase != nil && phase.DeletionPolicy != "Orphan" {
		findings = append(findings, phase.Finding(fmt.Sprintf("spec.deletionPolicy is %q: %s holds data, so it must be Orphan", phase.DeletionPolicy, resource.Of.Title())))
	}
	final, _ := resource.Of.Final()
	for _, composed := range final.Composed {
		if composed.GetKind() == "Usage" {
			return findings
		}
	}
	return append(findings, resource.Of.Finding(fmt.Sprintf("spec.protection: holds %s, and composes no Usage that refuses its deletion", resource.GetKind())))
}

func versioned(bucket plane.Resource) bool {
	if bucket.Of == nil {
		return false
	}
	final, _ := bucket.Of.Final()
	for _, composed := range final.Composed {
		status, _, _ := unstructured.NestedString(composed.Object, "spec", "forProvider", "versioningConfiguration", "status")
		if composed.GetKind() == "BucketVersioning" && status == "Enabled" {
			return true
		}
	}
	return false
}
