// Proof judges the control plane of this repository without a cloud.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
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
	// However it ends, as by `| head`, its API servers end before it.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGPIPE)
	err := commands[os.Args[1]].run(ctx, os.Args[2:])
	stop()
	switch {
	case err == nil, errors.Is(err, flag.ErrHelp):
	case errors.Is(err, errFailed):
		os.Exit(1)
	default:
		fmt.Fprintln(os.Stderr, "proof:", err)
		os.Exit(1)
	}
}

func usage() {
	names := make([]string, 0, len(commands))
	for name := range commands {
		names = append(names, name)
	}
	sort.Strings(names)
	fmt.Fprintln(os.Stderr, "usage: proof <command> [flags]")
	for _, name := range names {
		fmt.Fprintf(os.Stderr, "  %-8s %s\n", name, commands[name].about)
	}
}
