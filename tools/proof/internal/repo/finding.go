package repo

import (
	"fmt"
	"regexp"
	"strings"
)

// Origin is where an object is written.
type Origin struct {
	File string
	Line int
}

func (o Origin) String() string {
	if o.File == "" {
		return "generated"
	}
	if o.Line == 0 {
		return o.File
	}
	return fmt.Sprintf("%s:%d", o.File, o.Line)
}

// Finding is one thing that is wrong, and where.
type Finding struct {
	Phase   string
	Object  string
	Origin  Origin
	Message string
}

func (f Finding) Error() string {
	parts := []string{}
	for _, part := range []string{f.Phase, f.Object, f.Origin.String(), f.Message} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ": ")
}

// What API servers call a field: spec.a.b[0].c, .spec.a, "spec.a".
var fieldPath = regexp.MustCompile(`\.?\b((?:spec|data|metadata|rules|subjects|roleRef|webhooks)(?:[.\[][\w\-\[\]./]*\w\]?)?)`)

// At points the finding at the line of the field that its message names, when it names one.
func (o Object) Finding(message string) Finding {
	origin := o.Origin
	for _, match := range fieldPath.FindAllStringSubmatch(message, -1) {
		if line := o.lineOf(match[1]); line > 0 {
			origin.Line = line
			break
		}
	}
	return Finding{Phase: o.Phase, Object: o.Title(), Origin: origin, Message: message}
}
