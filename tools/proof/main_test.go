package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// A child may end before it has read all; who hears what the run says may not.
func TestOnlyAnUnheardRunEnds(t *testing.T) {
	before, beforeErr := stdout, stderr
	t.Cleanup(func() { stdout, stderr = before, beforeErr })
	ctx, stop := listen()
	defer stop()
	child := exec.Command("true")
	child.Stdin = io.LimitReader(endless{}, 1<<20)
	if err := child.Run(); err != nil && !strings.Contains(err.Error(), "broken pipe") {
		t.Fatal(err)
	}
	reader, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer writer.Close()
	if err := reader.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := writer.WriteString("x"); err == nil {
		t.Fatal("the pipe is not broken")
	}
	select {
	case <-ctx.Done():
		t.Fatal("another's broken pipe ends the run")
	case <-time.After(100 * time.Millisecond):
	}
	said := stdout.(heard)
	said.Writer = writer
	fmt.Fprintln(said, "a row")
	if ctx.Err() == nil {
		t.Fatal("nobody hears the run, and it goes on")
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }
