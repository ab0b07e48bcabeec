// Package memory lets the processes of one run of the proof share what they have worked out: what was built and
// composed in one of them is not built and composed again in the next. The run makes the folder and removes it, so no
// answer outlives the run that found it.
package memory

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
)

// Variable names the folder; without it nothing is remembered.
const Variable = "PROOF_MEMORY"

// Folder of the answers; "" remembers nothing.
type Folder string

// OfThisRun is the folder that the run gave to its processes.
func OfThisRun() Folder { return Folder(os.Getenv(Variable)) }

// Own is a folder for a process that runs alone, unless its run gave it one; remove removes only an own one.
func Own() (folder Folder, remove func(), err error) {
	if given := OfThisRun(); given != "" {
		return given, func() {}, nil
	}
	made, err := os.MkdirTemp("", "proof-memory-")
	return Folder(made), func() { _ = os.RemoveAll(made) }, err
}

// Key stands for all of the parts: they must hold everything that decides the answer.
func Key(parts ...[]byte) string {
	sum := sha256.New()
	for _, part := range parts {
		fmt.Fprintf(sum, "%d\n%s", len(part), part)
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// Find returns the first answer to the key that fits, or works it out and keeps it beside the others. Who asks the
// same at the same time waits for the first. A failure is not kept.
func (f Folder) Find(key string, fits func(answer []byte) (bool, error), work func() ([]byte, error)) ([]byte, error) {
	if f == "" {
		return work()
	}
	lock, err := os.OpenFile(filepath.Join(string(f), key+".lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	defer lock.Close()
	if err := syscall.Flock(int(lock.Fd()), syscall.LOCK_EX); err != nil {
		return nil, fmt.Errorf("%s: %w", lock.Name(), err)
	}
	for n := 0; ; n++ {
		file := filepath.Join(string(f), fmt.Sprintf("%s.%d", key, n))
		known, err := os.ReadFile(file)
		if os.IsNotExist(err) {
			return f.add(file, work)
		}
		if err != nil {
			return nil, err
		}
		if good, err := fits(known); good || err != nil {
			return known, err
		}
	}
}

func (f Folder) add(file string, work func() ([]byte, error)) ([]byte, error) {
	answer, err := work()
	if err != nil {
		return nil, err
	}
	// A process that is stopped half-way leaves no half answer.
	if err := os.WriteFile(file+".part", answer, 0o600); err != nil {
		return nil, err
	}
	return answer, os.Rename(file+".part", file)
}
