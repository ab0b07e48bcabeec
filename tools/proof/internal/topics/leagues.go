package topics

import (
	"bytes"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"sigs.k8s.io/yaml"

	"odds-update/tools/proof/internal/repo"
)

const (
	// jobFile names the leagues that the job prices.
	jobFile = "k8s/compute/base/odds.yaml"
	// lakeFile has the table over the lake's files, whose leagues Athena must know beforehand.
	lakeFile = "crossplane/envs/base/data/lake.yaml"
)

// Check finds what is wrong between the list, the job, the lake, the generated files and the sources. What only
// follows from another finding is not said as well.
func Check(repository fs.FS) []repo.Finding {
	list, err := Load(repository)
	if err != nil {
		return findings(err)
	}
	if found := JudgeLeagues(repository, list); len(found) > 0 {
		return found
	}
	stale, err := list.Stale(repository)
	if err != nil {
		return findings(err)
	}
	if len(stale) > 0 {
		message := "is not what the list says: run make render-infra"
		if len(stale) > 1 {
			message += " (so are " + strings.Join(stale[1:], ", ") + ")"
		}
		return []repo.Finding{{Origin: repo.Origin{File: stale[0]}, Message: message}}
	}
	granted, err := Granted(repository, list.RoleNames())
	if err != nil {
		return findings(err)
	}
	needs, err := Needs(repository)
	if err != nil {
		return findings(err)
	}
	return findings(Judge(list, needs, granted)...)
}

// findings of errors, whose texts begin with the file that they are about.
func findings(errs ...error) []repo.Finding {
	var found []repo.Finding
	for _, err := range errs {
		file, message, _ := strings.Cut(err.Error(), ": ")
		found = append(found, repo.Finding{Origin: repo.Origin{File: file}, Message: message})
	}
	return found
}

// Stale are the generated files that are not what the list says, those included that it no longer makes.
func (l *List) Stale(repository fs.FS) ([]string, error) {
	files, err := l.Render()
	if err != nil {
		return nil, err
	}
	var stale []string
	for path, want := range files {
		if got, err := fs.ReadFile(repository, path); err != nil || string(got) != want {
			stale = append(stale, path)
		}
	}
	for _, folder := range []string{topicsFolder, rightsFolder} {
		entries, err := fs.ReadDir(repository, folder)
		if err != nil {
			return nil, err
		}
		for _, entry := range entries {
			if path := folder + "/" + entry.Name(); files[path] == "" {
				stale = append(stale, path)
			}
		}
	}
	slices.Sort(stale)
	return stale, nil
}

// place is where leagues are listed by hand.
type place struct {
	origin  repo.Origin
	field   string
	without string // what happens without a league
	leagues []string
}

// JudgeLeagues finds the leagues that are in one of the lists kept by hand and not in another: one finding for each
// list that lacks some.
func JudgeLeagues(repository fs.FS, list *List) []repo.Finding {
	topics := place{field: "leagues", without: "it has no topics", leagues: list.Leagues}
	var err error
	if topics.origin, err = lineOf(repository, listFile, "leagues:"); err != nil {
		return findings(err)
	}
	job := place{origin: repo.Origin{File: jobFile}, field: "--leagues", without: "no job prices it"}
	f := &finder{repository: repository}
	for i, argument := range f.arguments("--leagues") {
		if i == 0 {
			job.origin = repo.Origin{File: argument.file, Line: argument.line}
		}
		job.leagues = append(job.leagues, strings.Split(argument.value, ",")...)
	}
	lake, err := lakePlace(repository)
	if err != nil {
		f.errs = append(f.errs, err)
	}
	if len(f.errs) > 0 {
		return findings(f.errs...)
	}
	places := []place{topics, job, lake}
	var found []repo.Finding
	for _, here := range places {
		var lacks, named []string
		for _, there := range places {
			more := slices.DeleteFunc(slices.Clone(there.leagues), func(league string) bool { return slices.Contains(here.leagues, league) })
			if len(more) > 0 {
				lacks, named = union(lacks, more), append(named, there.origin.String())
			}
		}
		if len(lacks) > 0 {
			found = append(found, repo.Finding{Origin: here.origin, Message: fmt.Sprintf("%s lacks %s of %s: %s",
				here.field, strings.Join(lacks, ", "), strings.Join(named, " and "), here.without)})
		}
	}
	return found
}

func lakePlace(repository fs.FS) (place, error) {
	lake := place{field: "spec.catalog.leagues", without: "Athena finds none of its rows"}
	content, err := fs.ReadFile(repository, lakeFile)
	if err != nil {
		return lake, err
	}
	var object struct {
		Spec struct {
			Catalog struct {
				Leagues []string `json:"leagues"`
			} `json:"catalog"`
		} `json:"spec"`
	}
	if err := yaml.Unmarshal(content, &object); err != nil {
		return lake, fmt.Errorf("%s: %w", lakeFile, err)
	}
	lake.leagues = object.Spec.Catalog.Leagues
	lake.origin, err = lineOf(repository, lakeFile, "    leagues:")
	return lake, err
}

// lineOf is the first line that begins so.
func lineOf(repository fs.FS, file, beginning string) (repo.Origin, error) {
	content, err := fs.ReadFile(repository, file)
	if err != nil {
		return repo.Origin{}, err
	}
	for i, line := range bytes.Split(content, []byte("\n")) {
		if bytes.HasPrefix(line, []byte(beginning)) {
			return repo.Origin{File: file, Line: i + 1}, nil
		}
	}
	return repo.Origin{File: file}, nil
}
