// Package memory keeps what was worked out once, for the processes of one run, and for later runs what depends on
// nothing but its key.
package memory

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"time"
)

// Variable names the folder; without it nothing is remembered.
const Variable = "PROOF_MEMORY"

// Folder of the answers; "" remembers nothing.
type Folder string

// OfThisRun is the folder that the run gave to its processes.
func OfThisRun() Folder { return Folder(os.Getenv(Variable)) }

// Anew is the variable by which a run asks for everything again: it remembers nothing of the runs before.
const Anew = "PROOF_ANEW"

// lastingMax bounds the answers that outlive a run: some ten states of the control plane.
const lastingMax = 256 << 20

// Lasting is the folder whose answers later runs find again: a key that holds everything that decides an answer is
// as good tomorrow.
func Lasting() (Folder, error) {
	if os.Getenv(Anew) != "" {
		return OfThisRun(), nil
	}
	cache := os.Getenv("XDG_CACHE_HOME")
	if cache == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return "", err
		}
		cache = filepath.Join(home, ".cache")
	}
	folder := Folder(filepath.Join(cache, "odds-update", "answers"))
	if err := os.MkdirAll(string(folder), 0o700); err != nil {
		return "", err
	}
	return folder, folder.Bound(lastingMax)
}

// Bound removes the answers that nobody has asked for the longest, until the rest is no more than so many bytes.
func (f Folder) Bound(most int64) error {
	entries, err := os.ReadDir(string(f))
	if err != nil {
		return err
	}
	var files []os.FileInfo
	var all int64
	for _, entry := range entries {
		// Another process may be at the same.
		if info, err := entry.Info(); err == nil && !info.IsDir() {
			files = append(files, info)
			all += max(info.Size(), blockSize)
		}
	}
	slices.SortFunc(files, func(a, b os.FileInfo) int { return a.ModTime().Compare(b.ModTime()) })
	for _, file := range files {
		if all <= most {
			return nil
		}
		if err := os.Remove(filepath.Join(string(f), file.Name())); err != nil && !os.IsNotExist(err) {
			return err
		}
		all -= max(file.Size(), blockSize)
	}
	return nil
}

// blockSize is what even an empty file takes.
const blockSize = 4 << 10

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
		good, err := fits(known)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		if good {
			// For Bound: it was asked for just now. That it is gone meanwhile changes nothing.
			now := time.Now()
			_ = errors.Join(os.Chtimes(file, now, now), os.Chtimes(lock.Name(), now, now))
			return known, nil
		}
	}
}

func (f Folder) add(file string, work func() ([]byte, error)) ([]byte, error) {
	answer, err := work()
	if err != nil {
		return nil, err
	}
	// A process that is stopped half-way leaves no half answer.
	part, err := os.CreateTemp(string(f), ".part-*")
	if err != nil {
		return nil, err
	}
	_, err = part.Write(answer)
	if err = errors.Join(err, part.Close()); err != nil {
		return nil, errors.Join(err, os.Remove(part.Name()))
	}
	return answer, os.Rename(part.Name(), file)
}
