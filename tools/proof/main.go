// Proof judges the control plane of this repository without a cloud.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"sort"
	"syscall"
)

// A command of the one binary; every command lives in a file of its own and registers itself.
type command struct {
	about string
	run   func(ctx context.Context, arguments []string) error
}

var commands = map[string]command{}

func register(name, about string, run func(context.Context, []string) error) {
	commands[name] = command{about, run}
}

// errFailed ends with exit code 1 and no further message: the findings are printed already.
var errFailed = errors.New("failed")

func main() {
	if len(os.Args) < 2 || commands[os.Args[1]].run == nil {
		usage()
		os.Exit(2)
	}
	ctx, stop := listen()
	err := commands[os.Args[1]].run(ctx, os.Args[2:])
	stop()
	switch {
	case err == nil, errors.Is(err, flag.ErrHelp):
	case errors.Is(err, errFailed):
		os.Exit(1)
	default:
		fmt.Fprintln(stderr, "proof:", err)
		os.Exit(1)
	}
}

// What commands say goes here, not to os.Stdout and os.Stderr: who hears it no more ends the run.
var stdout, stderr io.Writer = os.Stdout, os.Stderr

// listen ends the run, however it is ended, as by `| head`, in order: its API servers end before it.
func listen() (context.Context, func()) {
	signals, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	ctx, cancel := context.WithCancel(signals)
	// Any pipe or socket that breaks raises it, as that of a child which ends before it has read all; the error of the
	// write says the same to whom it concerns. Taken, not ignored: children would inherit that.
	broken := make(chan os.Signal, 1)
	signal.Notify(broken, syscall.SIGPIPE)
	stdout, stderr = heard{os.Stdout, cancel}, heard{os.Stderr, cancel}
	return ctx, func() {
		cancel()
		stop()
	}
}

// heard calls unheard once nobody reads any more.
type heard struct {
	io.Writer
	unheard func()
}

func (h heard) Write(p []byte) (int, error) {
	n, err := h.Writer.Write(p)
	if errors.Is(err, syscall.EPIPE) {
		h.unheard()
	}
	return n, err
}

func usage() {
	names := make([]string, 0, len(commands))
	for name := range commands {
		names = append(names, name)
	}
	sort.Strings(names)
	fmt.Fprintln(stderr, "usage: proof <command> [flags]")
	for _, name := range names {
		fmt.Fprintf(stderr, "  %-8s %s\n", name, commands[name].about)
	}
}
