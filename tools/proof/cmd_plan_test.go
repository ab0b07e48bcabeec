package main

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

func TestWhatDoesNotComposeFailsThePlanAndStandsAtItsEnd(t *testing.T) {
	var out bytes.Buffer
	if err := verdict(&out, nil, nil); err != nil || out.Len() > 0 {
		t.Errorf("nothing is wrong: %v %q", err, out.String())
	}
	if err := verdict(&out, []string{"dev: of the base"}, nil); err != nil || !strings.Contains(out.String(), "dev: of the base") {
		t.Errorf("the base alone is wrong: %v %q", err, out.String())
	}
	out.Reset()
	if err := verdict(&out, nil, []string{"dev: partners: EdgePartner partners/acme: spec.cloud: Required value"}); !errors.Is(err, errFailed) ||
		!strings.HasSuffix(out.String(), "spec.cloud: Required value\n") {
		t.Errorf("%v %q", err, out.String())
	}
}
