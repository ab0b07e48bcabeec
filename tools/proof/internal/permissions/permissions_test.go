package permissions

import (
	"encoding/json"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestATableThatIsWrongIsRefused(t *testing.T) {
	kinds := []string{"topics.sns.aws.m.upbound.io"}
	good := func() Table {
		return Table{Kinds: map[string]Row{kinds[0]: {
			Like: "AWS::EC2::Route", Actions: []string{"ec2:CreateRoute", "ec2:DeleteRoute", "ec2:DescribeRouteTables", "ec2:ReplaceRoute"},
			Without: []string{"ec2:DescribeNetworkInterfaces"}, Because: "none",
		}}}
	}
	if err := good().Judge(kinds); err != nil {
		t.Fatalf("a right table is refused: %v", err)
	}
	for want, spoil := range map[string]func(Table, Row) Table{
		"has no row":                      func(t Table, _ Row) Table { delete(t.Kinds, kinds[0]); return t },
		"remove the row":                  func(t Table, r Row) Table { t.Kinds["vpcs.ec2.aws.m.upbound.io"] = r; return t },
		"without a wildcard":              func(t Table, r Row) Table { r.Actions[0] = "ec2:Create*"; t.Kinds[kinds[0]] = r; return t },
		"neither in actions nor in witho": func(t Table, r Row) Table { r.Actions = r.Actions[1:]; t.Kinds[kinds[0]] = r; return t },
		"because must say why":            func(t Table, r Row) Table { r.Because = ""; t.Kinds[kinds[0]] = r; return t },
		"the floor has no type":           func(t Table, r Row) Table { r.Like = "AWS::No::Such"; t.Kinds[kinds[0]] = r; return t },
	} {
		table := good()
		if err := spoil(table, table.Kinds[kinds[0]]).Judge(kinds); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want %q, got %v", want, err)
		}
	}
}

func TestThePoliciesHoldEveryActionAndFitWhatAWSTakes(t *testing.T) {
	table := Table{Kinds: map[string]Row{}}
	for i := range 60 {
		row := Row{Actions: []string{"s3:GetBucketAcl", "iam:PassRole"}}
		for j := range 10 {
			row.Actions = append(row.Actions, fmt.Sprintf("service%d:DescribeSomethingOfGreatLength%d", i, j))
		}
		table.Kinds[fmt.Sprintf("kind%d", i)] = row
	}
	files, err := table.Policies()
	if err != nil {
		t.Fatal(err)
	}
	var granted []string
	for path, content := range files {
		var d document
		if err := json.Unmarshal(content, &d); err != nil {
			t.Fatal(err)
		}
		small, _ := json.Marshal(d)
		if len(small) > 6144 {
			t.Errorf("%s has %d characters", path, len(small))
		}
		for _, s := range d.Statement {
			if s.Effect == "Allow" {
				granted = append(granted, s.Action...)
			}
		}
	}
	for _, row := range table.Kinds {
		for _, a := range row.Actions {
			if !slices.Contains(granted, a) {
				t.Errorf("%s is not granted", a)
			}
		}
	}
	if len(files) < 2 || len(files) > 10 {
		t.Errorf("%d policies: a role takes 10", len(files))
	}
}

// judged are the statements of the repository's own table.
func judged(t *testing.T) []statement {
	t.Helper()
	table, err := Load(filepath.Join("..", "..", "..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	return table.statements()
}

// effect is what the statements say of an action on a resource, as IAM reads them: a denial wins.
func effect(statements []statement, action, resource string) string {
	said := "nothing"
	for _, s := range statements {
		for _, a := range s.Action {
			for _, r := range s.Resource {
				// A slash is a letter as any other to IAM.
				same := func(text string) string { return strings.ReplaceAll(text, "/", "|") }
				if ok, _ := path.Match(a, action); !ok {
					continue
				}
				if ok, _ := path.Match(same(r), same(resource)); !ok {
					continue
				}
				if s.Effect == "Deny" {
					return s.Effect
				}
				said = s.Effect
			}
		}
	}
	return said
}

// inTerraform finds the name of a resource, with the variables of an environment filled in.
func inTerraform(t *testing.T, file, kind, name string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("..", "..", "..", "..", file))
	if err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile(`resource "` + kind + `" "` + name + `" \{[^}]*?\n  name +=\s"(.+)"\n`).FindStringSubmatch(string(content))
	if found == nil {
		t.Fatalf("%s: %s.%s has no name", file, kind, name)
	}
	filled := strings.NewReplacer("${var.environment}", "prod", "${local.env.region}", "eu-west-1",
		`${trimsuffix(each.key, ".json")}`, "crossplane-policy-1").Replace(found[1])
	if strings.Contains(filled, "$") {
		t.Fatalf("%s: %s.%s: fill %s in here", file, kind, name, filled)
	}
	return filled
}

func TestCrossplaneCannotRaiseItsOwnRights(t *testing.T) {
	statements := judged(t)
	for _, name := range []string{"crossplane", "flux"} {
		role := "arn:aws:iam::222222222222:role/" + inTerraform(t, "cluster.tf", "aws_iam_role", name)
		for _, action := range escalations {
			if got := effect(statements, action, role); got != "Deny" {
				t.Errorf("%s on %s: %s", action, role, got)
			}
		}
	}
	for _, name := range []string{"cluster", "nodes", "flows"} {
		role := "arn:aws:iam::222222222222:role/odds-prod-infra-ops-" + name + "-eu-west-1"
		if got := effect(statements, "iam:UpdateAssumeRolePolicy", role); got != "Deny" {
			t.Errorf("iam:UpdateAssumeRolePolicy on %s: %s", role, got)
		}
	}
	for _, name := range []string{"crossplane", "boundary"} {
		policy := "arn:aws:iam::222222222222:policy/" + inTerraform(t, "cluster.tf", "aws_iam_policy", name)
		for _, action := range rewrites {
			if got := effect(statements, action, policy); got != "Deny" {
				t.Errorf("%s on %s: %s", action, policy, got)
			}
		}
	}
	// What compositions make keeps its rights.
	for action, resource := range map[string]string{
		"iam:AttachRolePolicy": "role/odds-crossplane/odds-prod-odds-eu-west-1", "iam:PutRolePolicy": "role/odds-crossplane/odds-prod-edge-flow-log-writer-eu-west-1",
		"iam:CreatePolicyVersion":    "policy/odds-crossplane/odds-prod-lake-lake-writer-eu-west-1",
		"iam:UpdateAssumeRolePolicy": "role/odds-crossplane/odds-prod-edge-flow-log-writer-eu-west-1", "iam:PassRole": "role/odds-crossplane/odds-prod-edge-flow-log-writer-eu-west-1",
	} {
		if got := effect(statements, action, "arn:aws:iam::222222222222:"+resource); got != "Allow" {
			t.Errorf("%s on %s: %s", action, resource, got)
		}
	}
}

// A name is no mark of whose a role is: one that a person made may be called alike.
func TestRightsOnRolesAndPoliciesEndAtThePath(t *testing.T) {
	statements := judged(t)
	const account = "arn:aws:iam::222222222222:"
	asked := 0
	for _, s := range statements {
		for _, action := range s.Action {
			if s.Effect != "Allow" || !strings.HasPrefix(action, "iam:") {
				continue
			}
			asked++
			for _, foreign := range []string{
				"role/odds-prod-odds-eu-west-1", "policy/odds-prod-odds-kafka-eu-west-1", "role/platform-admin", "role/odds-crossplane",
				"role/service-role/odds-crossplane/x", "user/odds-crossplane/x",
			} {
				if got := effect([]statement{s}, action, account+foreign); got != "nothing" {
					t.Errorf("%s: %s on %s: %s", s.Sid, action, foreign, got)
				}
			}
		}
	}
	if asked < 20 {
		t.Errorf("only %d rights on IAM were asked", asked)
	}
}

func TestEKSFindsTheRoleOfItsNodeGroups(t *testing.T) {
	role := "arn:aws:iam::222222222222:role/aws-service-role/eks-nodegroup.amazonaws.com/AWSServiceRoleForAmazonEKSNodegroup"
	if got := effect(judged(t), "iam:GetRole", role); got != "Allow" {
		t.Errorf("iam:GetRole on %s: %s", role, got)
	}
	if got := effect(judged(t), "iam:UpdateRole", role); got == "Allow" {
		t.Error("roles of AWS' services are for reading only")
	}
}

func TestFilesGoWithTheirBucketInDevOnly(t *testing.T) {
	statements := judged(t)
	for _, action := range emptying {
		for object, want := range map[string]string{
			"odds-dev-lake-eu-west-1-111111111111/odds/a.parquet":  "Allow",
			"odds-dev-lake-eu-west-1-111111111111/x-state-y/b":     "Allow",
			"odds-prod-lake-eu-west-1-222222222222/odds/a.parquet": "nothing",
			"odds-dev-state-eu-west-1-111111111111/a.tfstate":      "Deny",
			"odds-prod-state-eu-west-1-222222222222/a.tfstate":     "Deny",
		} {
			if got := effect(statements, action, "arn:aws:s3:::"+object); got != want {
				t.Errorf("%s on %s: want %s, got %s", action, object, want, got)
			}
		}
	}
	if got := effect(statements, "s3:ListBucketVersions", "arn:aws:s3:::odds-dev-lake-eu-west-1-111111111111"); got != "Allow" {
		t.Errorf("s3:ListBucketVersions: %s", got)
	}
	content, err := os.ReadFile(filepath.Join("..", "..", "..", "..", "tools", "bootstrap", "common.sh"))
	if err != nil {
		t.Fatal(err)
	}
	if name := `state_bucket="odds-$environment-state-${config[region]:-}-${config[account]:-}"`; !strings.Contains(string(content), name) {
		t.Errorf("tools/bootstrap/common.sh has no %s: terraformState must match the bucket's name", name)
	}
}
