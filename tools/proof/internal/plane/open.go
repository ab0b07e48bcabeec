package plane

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"odds-update/tools/proof/internal/compose"
	"odds-update/tools/proof/internal/crds"
	"odds-update/tools/proof/internal/repo"
)

// Recorded is where the recorded answers of the cloud are, below the repository's root.
const Recorded = "tools/proof/testdata/observed"

// Session reads and composes environments of one checkout.
type Session struct {
	Judging
	// Bases are what is there already, by environment; they stand in for Judging's.
	Bases map[string]*Plane

	root   string
	work   string
	engine *compose.Engine
	kinds  *Kinds
}

// Open composes the checkout at root. Tools and records are those of this proof's own tree: a base
// revision is judged with today's.
func Open(ctx context.Context, root, proofRoot string) (*Session, error) {
	tools, err := compose.FindTools(ctx, proofRoot)
	if err != nil {
		return nil, err
	}
	catalog, err := crds.Open(filepath.Join(proofRoot, "tools"), crds.CacheFolder(), func(string, ...any) {})
	if err != nil {
		return nil, err
	}
	work, err := os.MkdirTemp("", "proof-")
	if err != nil {
		return nil, err
	}
	engine, err := compose.Start(ctx, tools, root)
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(work))
	}
	return &Session{root: root, work: work, engine: engine, kinds: NewKinds(catalog)}, nil
}

// Close ends the function and removes what was written.
func (s *Session) Close() error {
	s.engine.Close()
	return os.RemoveAll(s.work)
}

// Kinds are the real definitions of managed resources.
func (s *Session) Kinds() *Kinds { return s.kinds }

// Engine renders with this checkout's compositions.
func (s *Session) Engine() *compose.Engine { return s.engine }

// building keeps builds apart: kustomize has one schema for the whole process.
var building sync.Mutex

// Environment builds and composes one environment. The plane holds what could be made even if there is an error.
func (s *Session) Environment(ctx context.Context, environment, proofRoot string) (*Plane, error) {
	building.Lock()
	r, built := repo.Load(s.root, s.work, environment)
	building.Unlock()
	if r == nil {
		return nil, fmt.Errorf("%s: %w", environment, built)
	}
	judging := s.Judging
	if base := s.Bases[environment]; base != nil {
		judging.Base = base
	}
	p, composed := Compose(ctx, r, s.engine, s.kinds, filepath.Join(proofRoot, Recorded), judging)
	return p, errors.Join(built, composed)
}

// Environments are all of them, composed side by side.
func (s *Session) Environments(ctx context.Context, proofRoot string) (map[string]*Plane, map[string]error) {
	planes, errs := map[string]*Plane{}, map[string]error{}
	var lock sync.Mutex
	var running sync.WaitGroup
	for _, environment := range repo.Environments {
		running.Go(func() {
			p, err := s.Environment(ctx, environment, proofRoot)
			lock.Lock()
			defer lock.Unlock()
			planes[environment], errs[environment] = p, err
		})
	}
	running.Wait()
	return planes, errs
}
