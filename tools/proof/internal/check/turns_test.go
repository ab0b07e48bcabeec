package check

import (
	"fmt"
	"strings"
	"testing"
)

func TestTheFirstIsHeardAtOnceAndTheOthersInTheirTurn(t *testing.T) {
	var out strings.Builder
	all := newTurns(&out, 3)
	say := func(i int, text, want string) {
		t.Helper()
		fmt.Fprint(all.of(i), text)
		if out.String() != want {
			t.Fatalf("heard %q, want %q", out.String(), want)
		}
	}
	say(2, "c", "")
	say(0, "a", "a")
	say(1, "b", "a")
	all.done(2)
	say(0, "a", "aa")
	all.done(0)
	say(1, "b", "aabb")
	all.done(1)
	if out.String() != "aabbc" {
		t.Fatalf("heard %q in the end", out.String())
	}
}
