package permissions

import (
	"encoding/json"
	"fmt"
	"slices"
	"sort"
	"strings"
)

// Folder is where the policies are, below the repository's root; main.tf attaches each.
const Folder = "crossplane/generated"

// policyBytesMax is below the 6,144 characters that one managed policy may have without white space.
const policyBytesMax = 6000

// Path is what every role and policy of Crossplane's lies under. AWS grants by a role's boundary only part of what can
// be done to it: handing it to a service, and changing who may take it, need another mark of whose it is.
const Path = "/odds-crossplane/"

// scopes confine services whose names this repository chooses; others give their names only after creation.
var scopes = map[string][]string{
	"iam":            {"arn:aws:iam::*:role" + Path + "*", "arn:aws:iam::*:policy" + Path + "*"},
	"s3":             {"arn:aws:s3:::odds-*"},
	"ssm":            {"arn:aws:ssm:*:*:parameter/odds/*"},
	"secretsmanager": {"arn:aws:secretsmanager:*:*:secret:odds/*", "arn:aws:secretsmanager:*:*:secret:AmazonMSK_odds-*"},
}

// serviceRoles are made by AWS' services for themselves.
var serviceRoles = []string{"arn:aws:iam::*:role/aws-service-role/*"}

// unscoped actions take no resource of their service.
var unscoped = []string{"ssm:DescribeParameters"}

// passedTo are the services that may be handed a role.
var passedTo = []string{
	"eks.amazonaws.com", "ec2.amazonaws.com", "pods.eks.amazonaws.com", "rds.amazonaws.com", "monitoring.rds.amazonaws.com",
	"s3.amazonaws.com", "vpc-flow-logs.amazonaws.com",
}

// itself and itsPolicies are what cluster.tf gives infra-ops, Flux and Crossplane, and the boundary: they lie outside
// Path, and are denied besides, whatever other policy Crossplane's role may get one day.
var (
	itself = []string{"arn:aws:iam::*:role/odds-*-crossplane-*", "arn:aws:iam::*:role/odds-*-flux-*",
		"arn:aws:iam::*:role/odds-*-infra-ops-*"}
	itsPolicies = []string{"arn:aws:iam::*:policy/odds-*-crossplane-policy-*", boundary}
)

// boundary is the policy that every role made by Crossplane carries.
const boundary = "arn:aws:iam::*:policy/odds-*-boundary-*"

// bounded are the actions that AWS grants by the boundary of the role that they concern: a role without it, as one
// of a person's, can be neither made nor given rights.
var bounded = []string{
	"iam:AttachRolePolicy", "iam:CreateRole", "iam:DeleteRolePolicy", "iam:DetachRolePolicy", "iam:PutRolePermissionsBoundary",
	"iam:PutRolePolicy",
}

// rewrites are what would let Crossplane raise its own rights by what stands in its policies.
var rewrites = []string{
	"iam:CreatePolicy", "iam:CreatePolicyVersion", "iam:DeletePolicy", "iam:DeletePolicyVersion", "iam:SetDefaultPolicyVersion",
}

// emptying takes the files out of a bucket that is deleted. AWS grants it in dev alone: in prod no bucket goes
// with its files, whatever a composition says.
var (
	emptying  = []string{"s3:DeleteObject", "s3:DeleteObjectVersion"}
	emptiable = []string{"arn:aws:s3:::odds-dev-*/*"}
)

// terraformState is beside the buckets that Crossplane makes, and bears such a name.
var terraformState = []string{"arn:aws:s3:::odds-dev-state-*", "arn:aws:s3:::odds-prod-state-*"}

// escalations are what would let Crossplane raise its own rights.
var escalations = []string{
	"iam:AttachRolePolicy", "iam:DeleteRole", "iam:DeleteRolePolicy", "iam:DetachRolePolicy", "iam:PassRole",
	"iam:PutRolePermissionsBoundary", "iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy", "iam:UpdateRole",
}

type statement struct {
	Sid       string         `json:"Sid"`
	Effect    string         `json:"Effect"`
	Action    []string       `json:"Action"`
	Resource  []string       `json:"Resource"`
	Condition map[string]any `json:"Condition,omitempty"`
}

type document struct {
	Version   string      `json:"Version"`
	Statement []statement `json:"Statement"`
}

// Policies are the files of the policy by path: as many as its size needs.
func (t Table) Policies() (map[string][]byte, error) {
	files := map[string][]byte{}
	var current document
	flush := func() error {
		if len(current.Statement) == 0 {
			return nil
		}
		content, err := json.MarshalIndent(current, "", "  ")
		if err != nil {
			return err
		}
		files[fmt.Sprintf("%s/crossplane-policy-%d.json", Folder, len(files)+1)] = append(content, '\n')
		current = document{}
		return nil
	}
	for _, s := range t.statements() {
		next := document{Version: "2012-10-17", Statement: append(slices.Clone(current.Statement), s)}
		size, err := json.Marshal(next)
		if err != nil {
			return nil, err
		}
		if len(size) > policyBytesMax {
			if err := flush(); err != nil {
				return nil, err
			}
			next.Statement = []statement{s}
		}
		current = next
	}
	return files, flush()
}

func (t Table) statements() []statement {
	var out []statement
	all := t.actions()
	services := make([]string, 0, len(all))
	for service := range all {
		services = append(services, service)
	}
	sort.Strings(services)
	for _, service := range services {
		out = append(out, ofService(service, all[service])...)
	}
	return append(out,
		statement{Sid: "NeverItself", Effect: "Deny", Action: escalations, Resource: itself},
		statement{Sid: "NeverItsPolicies", Effect: "Deny", Action: rewrites, Resource: itsPolicies},
		statement{Sid: "NeverUnbounded", Effect: "Deny", Action: []string{"iam:DeleteRolePermissionsBoundary"}, Resource: []string{"*"}},
		statement{Sid: "NeverTheState", Effect: "Deny", Action: []string{"s3:*"}, Resource: terraformState},
	)
}

func ofService(service string, actions []string) []statement {
	sid := strings.ReplaceAll(strings.ToUpper(service[:1])+service[1:], "-", "")
	var named, anything, empties, roles []string
	var out []statement
	for _, a := range actions {
		switch {
		case a == "iam:PassRole":
			out = append(out, statement{
				Sid: "IamPassRole", Effect: "Allow", Action: []string{a}, Resource: scopes["iam"][:1],
				Condition: map[string]any{"StringEquals": map[string]any{"iam:PassedToService": passedTo}},
			})
		case a == "iam:CreateServiceLinkedRole":
			out = append(out, statement{
				Sid: "IamServiceLinkedRole", Effect: "Allow", Action: []string{a}, Resource: serviceRoles,
			})
		case slices.Contains(bounded, a):
			roles = append(roles, a)
		case slices.Contains(emptying, a):
			empties = append(empties, a)
		case scopes[service] == nil || slices.Contains(unscoped, a):
			anything = append(anything, a)
		case a == "iam:GetRole":
			named = append(named, a)
			// EKS looks for the role of its node groups on behalf of whoever makes one.
			out = append(out, statement{Sid: "IamGetServiceLinkedRole", Effect: "Allow", Action: []string{a}, Resource: serviceRoles})
		default:
			named = append(named, a)
		}
	}
	if len(roles) > 0 {
		out = append(out, statement{
			Sid: sid + "Bounded", Effect: "Allow", Action: roles, Resource: scopes["iam"][:1],
			Condition: map[string]any{"ArnLike": map[string]any{"iam:PermissionsBoundary": boundary}},
		})
	}
	if len(empties) > 0 {
		out = append(out, statement{Sid: sid + "Emptying", Effect: "Allow", Action: empties, Resource: emptiable})
	}
	if len(named) > 0 {
		out = append(out, statement{Sid: sid, Effect: "Allow", Action: named, Resource: scopes[service]})
	}
	if len(anything) > 0 {
		if len(named) > 0 {
			sid += "Any"
		}
		out = append(out, statement{Sid: sid, Effect: "Allow", Action: anything, Resource: []string{"*"}})
	}
	return out
}
