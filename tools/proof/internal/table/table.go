// Package table gathers what a run comes to: one line for each thing that it judges, said when it is done and written
// together at the end.
package table

import (
	"fmt"
	"io"
	"sync"
	"time"
)

// Row is one thing that was judged.
type Row struct {
	Name     string
	Cluster  string
	Objects  int
	Composed int
	Seconds  float64
	// Failure is the first one, with its file and line; "" is none.
	Failure string
	// Skipped says why it was not judged; "" is that it was.
	Skipped string
}

func (r Row) verdict() string {
	switch {
	case r.Failure != "":
		return r.Failure
	case r.Skipped != "":
		return r.Skipped
	}
	return "ok"
}

// Table is what several write at a time. The zero value says nothing while it goes on.
type Table struct {
	// Progress hears of each row as soon as it is there.
	Progress io.Writer
	lock     sync.Mutex
	started  time.Time
	groups   []*Group
}

// Group are rows that stand together.
type Group struct {
	name  string
	table *Table
	rows  []Row
}

// Group begins one; they stand in the order in which they begin. That of no table is heard nowhere.
func (t *Table) Group(name string) *Group {
	g := &Group{name: name, table: t}
	if t == nil {
		return g
	}
	t.lock.Lock()
	defer t.lock.Unlock()
	if t.started.IsZero() {
		t.started = time.Now()
	}
	t.groups = append(t.groups, g)
	return g
}

// Add a row.
func (g *Group) Add(row Row) {
	if g == nil || g.table == nil {
		return
	}
	g.table.lock.Lock()
	defer g.table.lock.Unlock()
	g.rows = append(g.rows, row)
	if g.table.Progress != nil {
		// Nobody could do better if the terminal is gone.
		_, _ = fmt.Fprintf(g.table.Progress, "%4.0f s  %s %s: %s\n", time.Since(g.table.started).Seconds(), g.name, row.Name, row.verdict())
	}
}

const columns = "%-18s %-24s %-10s %7s %8s %7s  %s\n"

// Write the table.
func (t *Table) Write(out io.Writer) error {
	t.lock.Lock()
	defer t.lock.Unlock()
	_, err := fmt.Fprintf(out, columns, "of", "phase or part", "cluster", "objects", "composed", "seconds", "first failure")
	for _, group := range t.groups {
		for _, row := range group.rows {
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(out, columns, group.name, row.Name, row.Cluster, count(row.Objects), count(row.Composed),
				fmt.Sprintf("%.1f", row.Seconds), row.verdict())
		}
	}
	return err
}

func count(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprint(n)
}
