// Package compose runs compositions with the engine and the function that run in production.
package compose

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"odds-update/tools/proof/internal/memory"
)

// functionName is what a composition's step calls the one function that this repository installs.
const functionName = "function-pythonic"

// startTimeout is generous: a cold Python on a busy machine reads hundreds of files first.
const startTimeout = 60 * time.Second

// Tools are the binaries that tools/build.sh makes.
type Tools struct {
	Engine   string // crossplane
	Function string // function-pythonic
	Memory   memory.Folder
}

// FindTools builds what is not in the cache yet.
func FindTools(ctx context.Context, root string) (Tools, error) {
	var stderr bytes.Buffer
	build := exec.CommandContext(ctx, filepath.Join(root, "tools", "build.sh"), "crossplane", "pythonic")
	build.Stderr = &stderr
	out, err := build.Output()
	if err != nil {
		return Tools{}, fmt.Errorf("tools/build.sh: %w\n%s", err, stderr.String())
	}
	folders := map[string]string{}
	for _, line := range strings.Fields(string(out)) {
		name, folder, _ := strings.Cut(line, "=")
		folders[name] = folder
	}
	return Tools{
		Engine:   filepath.Join(folders["crossplane"], "crossplane"),
		Function: filepath.Join(folders["pythonic"], "bin", "function-pythonic"),
		Memory:   memory.OfThisRun(),
	}, nil
}

// Engine renders; its function process lives until Close.
type Engine struct {
	binary  string
	address string
	stop    context.CancelFunc
	done    chan error
	log     *tail
	memory  memory.Folder
	same    []byte
}

// Start runs the function over the composition code of one checkout.
func Start(ctx context.Context, tools Tools, root string) (*Engine, error) {
	code := filepath.Join(root, "crossplane", "functions")
	if _, err := os.Stat(code); err != nil {
		return nil, fmt.Errorf("the compositions' code: %w", err)
	}
	same, err := sameFor(tools, code)
	if err != nil {
		return nil, err
	}
	address, err := freeAddress()
	if err != nil {
		return nil, err
	}
	ctx, stop := context.WithCancel(ctx)
	engine := &Engine{binary: tools.Engine, address: address, stop: stop, done: make(chan error, 1), log: &tail{}, memory: tools.Memory, same: same}
	function := exec.CommandContext(ctx, tools.Function, "--insecure", "--address", address, "--python-path", code)
	function.Cancel = func() error { return function.Process.Signal(os.Interrupt) }
	function.WaitDelay = 3 * time.Second
	function.Env = append(os.Environ(), "PYTHONDONTWRITEBYTECODE=1", "PYTHONHASHSEED=0")
	function.Stdout, function.Stderr = engine.log, engine.log
	if err := function.Start(); err != nil {
		stop()
		return nil, fmt.Errorf("%s: %w", functionName, err)
	}
	go func() { engine.done <- function.Wait() }()
	if err := engine.awaitFunction(ctx); err != nil {
		engine.Close()
		return nil, err
	}
	return engine, nil
}

// Close ends the function process and waits for it.
func (e *Engine) Close() {
	e.stop()
	<-e.done
}

func (e *Engine) awaitFunction(ctx context.Context) error {
	deadline := time.Now().Add(startTimeout)
	for time.Now().Before(deadline) {
		connection, err := net.DialTimeout("tcp", e.address, time.Second)
		if err == nil {
			return connection.Close()
		}
		select {
		case err := <-e.done:
			e.done <- err
			return fmt.Errorf("%s ended at once: %v\n%s", functionName, err, e.log)
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(100 * time.Millisecond):
		}
	}
	return fmt.Errorf("%s does not listen on %s after %s\n%s", functionName, e.address, startTimeout, e.log)
}

func freeAddress() (string, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	address := listener.Addr().String()
	return address, errors.Join(listener.Close())
}

// tailMax bounds what is kept of the function's log: enough for a traceback.
const tailMax = 8 << 10

type tail struct {
	lock sync.Mutex
	text []byte
}

func (t *tail) Write(p []byte) (int, error) {
	t.lock.Lock()
	defer t.lock.Unlock()
	t.text = append(t.text, p...)
	if over := len(t.text) - tailMax; over > 0 {
		t.text = append([]byte(nil), t.text[over:]...)
	}
	return len(p), nil
}

func (t *tail) String() string {
	t.lock.Lock()
	defer t.lock.Unlock()
	return string(t.text)
}
