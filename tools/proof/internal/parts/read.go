package parts

import (
	"path/filepath"
	"regexp"
	"strings"
)

var (
	running  = regexp.MustCompile(`^=== (?:RUN|NAME|CONT) +(\S+)`)
	ended    = regexp.MustCompile(`^ *--- (PASS|FAIL|SKIP): (\S+)`)
	said     = regexp.MustCompile(`^ +(\w+_test\.go:\d+): (.*)`)
	panicked = regexp.MustCompile(`^(panic|fatal error): `)
	frame    = regexp.MustCompile(`(\S+_test\.go:\d+)`)
)

// ofGo reads what a test binary says with -test.v. A failure is what a test says that fails in the end: one that
// passes may say something too.
func ofGo(folder, output string) (tests int, failure string) {
	type line struct{ test, text string }
	var lines []line
	failed := map[string]bool{}
	var first, test, broken string
	for _, text := range strings.Split(output, "\n") {
		if match := running.FindStringSubmatch(text); match != nil {
			test = match[1]
			continue
		}
		if match := ended.FindStringSubmatch(text); match != nil {
			tests++
			test = match[2]
			if match[1] == "FAIL" {
				failed[test] = true
				if first == "" {
					first = test + " fails"
				}
			}
			continue
		}
		if match := said.FindStringSubmatch(text); match != nil {
			lines = append(lines, line{test, place(folder, match[1]) + ": " + match[2]})
		}
		switch {
		case broken == "" && panicked.MatchString(text):
			broken = text
		case panicked.MatchString(broken):
			if match := frame.FindStringSubmatch(text); match != nil {
				broken = place(folder, filepath.Base(match[1])) + ": " + broken
			}
		}
	}
	if broken != "" {
		return tests, broken
	}
	for _, line := range lines {
		if failed[line.test] {
			return tests, line.text
		}
	}
	return tests, first
}

// place is a file of a package as seen from the repository.
func place(folder, file string) string {
	if _, below, found := strings.Cut(filepath.ToSlash(folder)+"/", "/tools/proof/"); found {
		return "tools/proof/" + below + file
	}
	return file
}

var (
	ofPython  = regexp.MustCompile(`^  File "(?:[^"]*?/)?(crossplane/functions/[^"]+|[^"/]+)", line (\d+), in (test\w*)`)
	countedBy = regexp.MustCompile(`^Ran \d+ tests? in `)
	ofShell   = regexp.MustCompile(`^In (\S+) line (\d+):`)
	ofBash    = regexp.MustCompile(`^(?:\S*?/)?(tools/\S+\.sh): line (\d+): (.*)`)
)

// ofScript reads what Python's unittest, shellcheck and the shell itself say.
func ofScript(_, output string) (judged int, failure string) {
	at := ""
	for _, text := range strings.Split(output, "\n") {
		if match := ofPython.FindStringSubmatch(text); match != nil && failure == "" {
			at = match[1] + ":" + match[2] + ": " + match[3]
		}
		if at != "" && failure == "" && isError(text) {
			failure = at + ": " + text
		}
		if match := ofShell.FindStringSubmatch(text); match != nil && failure == "" {
			failure = match[1] + ":" + match[2]
		}
		if match := ofBash.FindStringSubmatch(text); match != nil && failure == "" {
			failure = match[1] + ":" + match[2] + ": " + match[3]
		}
		if countedBy.MatchString(text) {
			judged = number(strings.Fields(text)[1])
		}
	}
	return judged, failure
}

// isError is the last line of a traceback, which alone begins at the margin with the name of an exception.
func isError(text string) bool {
	name, _, found := strings.Cut(text, ":")
	return found && !strings.ContainsAny(name, " \t") && (strings.HasSuffix(name, "Error") || strings.HasSuffix(name, "Exception"))
}

func number(text string) int {
	n := 0
	for _, digit := range text {
		n = n*10 + int(digit-'0')
	}
	return n
}

func lastLine(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return lines[len(lines)-1]
}
