package permissions

import (
	"encoding/json"
	"fmt"
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
