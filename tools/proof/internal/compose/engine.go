// Package compose runs compositions with the engine and the function that run in production.
package compose

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"time"

	"odds-update/tools/proof/internal/built"
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
	folders, err := built.Folders(ctx, root, "crossplane", "pythonic")
	if err != nil {
		return Tools{}, err
	}
	remembered, err := memory.Lasting()
	return Tools{
		Engine:   filepath.Join(folders["crossplane"], "crossplane"),
		Function: filepath.Join(folders["pythonic"], "bin", "function-pythonic"),
		Memory:   remembered,
	}, err
}

// Engine renders; its function process starts with the first answer that is not known, and lives until Close.
type Engine struct {
	binary   string
	function *function
	memory   memory.Folder
	same     []byte
}

// function is the process that all copies of an engine share.
type function struct {
	begin   sync.Once
	failed  error
	command *exec.Cmd
	address string
	stop    context.CancelFunc
	done    chan error
	log     *tail
}

// Start takes the composition code of one checkout.
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
	f := &function{address: address, stop: stop, done: make(chan error, 1), log: &tail{}}
	f.command = exec.CommandContext(ctx, tools.Function, "--insecure", "--address", address, "--python-path", code)
	f.command.Cancel = func() error { return f.command.Process.Signal(os.Interrupt) }
	f.command.WaitDelay = 3 * time.Second
	f.command.Env = append(os.Environ(), "PYTHONDONTWRITEBYTECODE=1", "PYTHONHASHSEED=0")
	f.command.Stdout, f.command.Stderr = f.log, f.log
	return &Engine{binary: tools.Engine, function: f, memory: tools.Memory, same: same}, nil
}

// Close ends the function process, if there is one, and waits for it.
func (e *Engine) Close() {
	e.function.stop()
	e.function.begin.Do(func() { e.function.failed = errors.New("the engine is closed") })
	if e.function.command.Process != nil {
		<-e.function.done
	}
}

// Afresh is the same engine without a memory: it renders everything anew.
func (e *Engine) Afresh() *Engine {
	fresh := *e
	fresh.memory = ""
	return &fresh
}

// start runs the function at the first call, and waits until it listens.
func (f *function) start(ctx context.Context) error {
	f.begin.Do(func() {
		if f.failed = f.command.Start(); f.failed != nil {
			f.failed = fmt.Errorf("%s: %w", functionName, f.failed)
			return
		}
		go func() { f.done <- f.command.Wait() }()
		f.failed = f.await(ctx)
	})
	return f.failed
}

func (f *function) await(ctx context.Context) error {
	deadline := time.Now().Add(startTimeout)
	for time.Now().Before(deadline) {
		connection, err := net.DialTimeout("tcp", f.address, time.Second)
		if err == nil {
			return connection.Close()
		}
		select {
		case err := <-f.done:
			f.done <- err
			return fmt.Errorf("%s ended at once: %v\n%s", functionName, err, f.log)
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(100 * time.Millisecond):
		}
	}
	return fmt.Errorf("%s does not listen on %s after %s\n%s", functionName, f.address, startTimeout, f.log)
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
