package check

import (
	"os"
	"os/signal"
	"syscall"
	"testing"

	"odds-update/tools/proof/internal/apiserver"
)

// TestMain leaves no API server behind when the run is ended.
func TestMain(m *testing.M) {
	ended := make(chan os.Signal, 1)
	signal.Notify(ended, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-ended
		apiserver.StopRemaining()
		os.Exit(1)
	}()
	os.Exit(m.Run())
}
