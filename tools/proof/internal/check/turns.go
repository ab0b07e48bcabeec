package check

import (
	"bytes"
	"io"
	"sync"
)

// turns lets several write one text: whose turn it is writes through, the others are kept until it is theirs.
type turns struct {
	lock     sync.Mutex
	out      io.Writer
	turn     int
	kept     []bytes.Buffer
	finished []bool
}

func newTurns(out io.Writer, count int) *turns {
	return &turns{out: out, kept: make([]bytes.Buffer, count), finished: make([]bool, count)}
}

// of is the writer of one of them.
func (t *turns) of(i int) io.Writer { return turn{t, i} }

type turn struct {
	*turns
	i int
}

func (t turn) Write(p []byte) (int, error) {
	t.lock.Lock()
	defer t.lock.Unlock()
	if t.i == t.turn {
		return t.out.Write(p)
	}
	return t.kept[t.i].Write(p)
}

// done gives the turn on, to the first that has more to say.
func (t *turns) done(i int) {
	t.lock.Lock()
	defer t.lock.Unlock()
	t.finished[i] = true
	for t.turn < len(t.finished) && t.finished[t.turn] {
		t.turn++
		if t.turn < len(t.kept) {
			// Nobody could do better if the terminal is gone.
			_, _ = t.kept[t.turn].WriteTo(t.out)
		}
	}
}
