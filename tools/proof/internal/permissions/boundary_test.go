package permissions

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

var checkout = filepath.Join("..", "..", "..", "..")

func theBoundary(t *testing.T) Policy {
	t.Helper()
	policy, err := LoadBoundary(checkout)
	if err != nil {
		t.Fatal(err)
	}
	return policy
}

func TestRolesAreMadeAndGivenRightsWithTheBoundaryOnly(t *testing.T) {
	statements := judged(t)
	for _, action := range bounded {
		granted := false
		for _, s := range statements {
			if s.Effect != "Allow" || !slices.Contains(s.Action, action) {
				continue
			}
			granted = true
			asked, _ := s.Condition["ArnLike"].(map[string]any)
			if asked["iam:PermissionsBoundary"] != boundary {
				t.Errorf("%s: %s is granted without the boundary", s.Sid, action)
			}
		}
		if !granted {
			t.Errorf("%s is not granted at all", action)
		}
	}
	name := "arn:aws:iam::222222222222:policy/" + inTerraform(t, "cluster.tf", "aws_iam_policy", "boundary")
	if !like(boundary, name) {
		t.Errorf("%s of cluster.tf is not matched by %s", name, boundary)
	}
	role := "arn:aws:iam::222222222222:role/odds-crossplane/odds-prod-odds-eu-west-1"
	if got := effect(statements, "iam:DeleteRolePermissionsBoundary", role); got != "Deny" {
		t.Errorf("iam:DeleteRolePermissionsBoundary: %s", got)
	}
}

func TestTheBoundaryFitsAndHoldsNoWayOut(t *testing.T) {
	content, err := os.ReadFile(filepath.Join(checkout, BoundaryFile))
	if err != nil {
		t.Fatal(err)
	}
	var small bytes.Buffer
	if err := json.Compact(&small, content); err != nil {
		t.Fatal(err)
	}
	if small.Len() > BoundaryBytesMax {
		t.Errorf("%s has %d characters, AWS takes %d", BoundaryFile, small.Len(), BoundaryBytesMax)
	}
	policy := theBoundary(t)
	account := "arn:aws:iam::222222222222:"
	for action, resource := range map[string]string{
		"iam:CreateRole": account + "role/odds-x", "iam:PassRole": account + "role/odds-x", "iam:AttachRolePolicy": account + "role/odds-x",
		"iam:CreateAccessKey": account + "user/x", "sts:AssumeRole": account + "role/platform-admin", "organizations:LeaveOrganization": "*",
		"kms:PutKeyPolicy": "*", "kms:ScheduleKeyDeletion": "*", "kms:CreateGrant": "*",
		"eks:CreateAccessEntry":         "arn:aws:eks:eu-west-1:222222222222:cluster/odds-prod-infra-ops",
		"secretsmanager:GetSecretValue": "arn:aws:secretsmanager:eu-west-1:222222222222:secret:AmazonMSK_odds-prod-acme-abcdef",
		"s3:GetObject":                  "arn:aws:s3:::odds-prod-state-eu-west-1-222222222222/infra-ops.tfstate",
		"s3:PutObject":                  "arn:aws:s3:::somebody-elses/x", "s3:DeleteBucket": "arn:aws:s3:::odds-prod-lake-eu-west-1-222222222222",
		"kafka-cluster:DeleteTopic": "arn:aws:kafka:eu-west-1:222222222222:topic/odds-prod-core/x/raw.events.nba",
		"ec2:RunInstances":          "*", "rds:DeleteDBInstance": "*", "logs:DeleteLogGroup": "*",
	} {
		if policy.Allows(action, resource) {
			t.Errorf("%s on %s is inside the boundary", action, resource)
		}
	}
}

func TestARightBeyondTheBoundaryIsFound(t *testing.T) {
	role, err := ParsePolicy(`{"Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": ["arn:aws:s3:::odds-prod-lake/*", "*"]},
		{"Effect": "Allow", "Action": ["iam:PassRole", "logs:PutLogEvents"], "Resource": "*"}, {"Effect": "Deny", "Action": "iam:*", "Resource": "*"}]}`)
	if err != nil {
		t.Fatal(err)
	}
	if got := theBoundary(t).Beyond(role); !slices.Equal(got, []string{"s3:GetObject on *", "iam:PassRole on *"}) {
		t.Errorf("beyond the boundary: %v", got)
	}
}
