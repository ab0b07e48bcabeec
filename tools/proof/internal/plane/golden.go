package plane

import (
	"fmt"
	"path"
)

// GoldenFolder is below the repository's root.
const GoldenFolder = "tools/proof/testdata/golden"

// Goldens are the files that record every step of every composite, by path.
func (p *Plane) Goldens() (map[string][]byte, error) {
	files := map[string][]byte{}
	for _, c := range p.Composites {
		if c.Err != nil {
			return nil, c.Finding(c.Err.Error())
		}
		for i, step := range c.Steps {
			content, err := step.Golden()
			if err != nil {
				return nil, err
			}
			files[path.Join(GoldenFolder, c.Name(), fmt.Sprintf("%d.yaml", i))] = content
		}
	}
	return files, nil
}
