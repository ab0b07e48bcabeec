package graph

import (
	"math"
	"sort"
)

const (
	boxWidth, boxHeight = 196, 46
	passWidth           = 16 // room for an arrow that passes a layer
	columnGap, rowGap   = 22, 40
	margin              = 24
	sweeps              = 24
)

// slot is a place in a layer: a node, or where an arrow passes.
type slot struct {
	node     *Node
	x        float64 // of the middle
	up, down []*slot
}

func (s *slot) width() float64 {
	if s.node == nil {
		return passWidth
	}
	return boxWidth
}

type arrow struct {
	from, to *Node
	through  []*slot // from the first to the last slot, both ends included
}

type picture struct {
	layers        [][]*slot
	arrows        []arrow
	width, height int
}

// layout puts every node one layer below its last dependency, and what belongs together above each other.
func layout(nodes []*Node) picture {
	var p picture
	layerOf := map[*Node]int{}
	slots := map[*Node]*slot{}
	for _, node := range nodes {
		for _, dependency := range node.DependsOn {
			layerOf[node] = max(layerOf[node], layerOf[dependency]+1)
		}
	}
	place := func(layer int, s *slot) *slot {
		for len(p.layers) <= layer {
			p.layers = append(p.layers, nil)
		}
		p.layers[layer] = append(p.layers[layer], s)
		return s
	}
	sorted := append([]*Node(nil), nodes...)
	sort.SliceStable(sorted, func(i, j int) bool { return sorted[i].Number < sorted[j].Number })
	for _, node := range sorted {
		slots[node] = place(layerOf[node], &slot{node: node})
	}
	for _, node := range sorted {
		for _, dependency := range node.direct() {
			a := arrow{from: dependency, to: node, through: []*slot{slots[dependency]}}
			for layer := layerOf[dependency] + 1; layer < layerOf[node]; layer++ {
				a.through = append(a.through, place(layer, &slot{}))
			}
			a.through = append(a.through, slots[node])
			for i := 0; i+1 < len(a.through); i++ {
				a.through[i].down = append(a.through[i].down, a.through[i+1])
				a.through[i+1].up = append(a.through[i+1].up, a.through[i])
			}
			p.arrows = append(p.arrows, a)
		}
	}
	p.arrange()
	return p
}

// arrange moves every slot towards the middle of its neighbours, again and again, downwards and upwards.
func (p *picture) arrange() {
	for _, layer := range p.layers {
		spread(layer)
	}
	for sweep := 0; sweep < sweeps; sweep++ {
		for i := range p.layers {
			index := i
			if sweep%2 == 1 {
				index = len(p.layers) - 1 - i
			}
			layer := p.layers[index]
			for _, s := range layer {
				neighbours := s.up
				if sweep%2 == 1 {
					neighbours = s.down
				}
				// The last sweeps straighten: both sides count.
				if sweep >= sweeps/2 {
					neighbours = append(append([]*slot(nil), s.up...), s.down...)
				}
				if len(neighbours) > 0 {
					sum := 0.0
					for _, n := range neighbours {
						sum += n.x
					}
					s.x = sum / float64(len(neighbours))
				}
			}
			if sweep < sweeps/2 {
				sort.SliceStable(layer, func(a, b int) bool { return layer[a].x < layer[b].x })
			}
			separate(layer)
		}
	}
	p.measure()
}

func spread(layer []*slot) {
	at := 0.0
	for _, s := range layer {
		s.x = at + s.width()/2
		at += s.width() + columnGap
	}
	for _, s := range layer {
		s.x -= at / 2
	}
}

// separate keeps the order and the gaps, and moves a group that collides as little as it can.
func separate(layer []*slot) {
	wanted := make([]float64, len(layer))
	for i, s := range layer {
		wanted[i] = s.x
	}
	for i := 1; i < len(layer); i++ {
		least := layer[i-1].x + (layer[i-1].width()+layer[i].width())/2 + columnGap
		layer[i].x = math.Max(layer[i].x, least)
	}
	shift := 0.0
	for i, s := range layer {
		shift += wanted[i] - s.x
	}
	for _, s := range layer {
		s.x += shift / float64(len(layer))
	}
}

func (p *picture) measure() {
	left, right := math.Inf(1), math.Inf(-1)
	for _, layer := range p.layers {
		for _, s := range layer {
			left, right = math.Min(left, s.x-s.width()/2), math.Max(right, s.x+s.width()/2)
		}
	}
	for _, layer := range p.layers {
		for _, s := range layer {
			s.x = math.Round(s.x - left + margin)
		}
	}
	p.width = int(math.Ceil(right-left)) + 2*margin
	p.height = headHeight + len(p.layers)*(boxHeight+rowGap) - rowGap + margin
}

func top(layer int) int { return headHeight + layer*(boxHeight+rowGap) }
