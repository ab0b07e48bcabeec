package graph

import (
	"fmt"
	"strings"
)

const headHeight = 74

const style = `<style>
  .bg{fill:#ffffff} text{font-family:system-ui,sans-serif;fill:#1c2733} .b text{text-anchor:middle}
  .h{font-size:15px;font-weight:600} .t{font-size:12.5px;font-weight:600} .s{font-size:11px;fill:#5a6b7b}
  rect.hub{fill:#dbeafe;stroke:#2563eb} rect.ingestion{fill:#e7f6ec;stroke:#16a34a} rect.compute{fill:#fef3c7;stroke:#d97706}
  .a{stroke:#94a3b8;stroke-width:1.4;fill:none} .c{stroke:#dc2626;stroke-width:2.2} rect.c{stroke-width:2.2}
  #h path{fill:#94a3b8} #k path{fill:#dc2626}
  @media (prefers-color-scheme:dark){
    .bg{fill:#0d1117} text{fill:#e6edf3} .s{fill:#9aa7b4}
    rect.hub{fill:#12294a} rect.ingestion{fill:#0f2f1d} rect.compute{fill:#3a2a0c}
    .a{stroke:#64748b} .c{stroke:#f87171} #h path{fill:#64748b} #k path{fill:#f87171}
  }
</style>
<defs>
<marker id="h" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L10 5L0 10z"/></marker>
<marker id="k" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="6" markerHeight="6" orient="auto"><path d="M0 0L10 5L0 10z"/></marker>
</defs>
`

// SVG is the drawing; the same nodes give the same bytes.
func SVG(nodes []*Node) []byte {
	p := layout(nodes)
	total := 0
	for _, node := range nodes {
		total = max(total, node.End())
	}
	var out strings.Builder
	fmt.Fprintf(&out, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-label="The order in which Flux applies the phases, with the expected minutes of each">`+"\n", p.width, p.height)
	out.WriteString(style)
	fmt.Fprintf(&out, `<rect class="bg" width="%d" height="%d" rx="10"/>`+"\n", p.width, p.height)
	fmt.Fprintf(&out, `<text class="h" x="%d" y="32">From the first run of Flux: workloads after %s, everything after %s</text>`+"\n", margin, duration(last(nodes).End()), duration(total))
	legend(&out)
	for _, a := range p.arrows {
		drawArrow(&out, p, a)
	}
	for i, layer := range p.layers {
		for _, s := range layer {
			if s.node != nil {
				drawBox(&out, int(s.x)-boxWidth/2, top(i), s.node)
			}
		}
	}
	out.WriteString("</svg>\n")
	return []byte(out.String())
}

func legend(out *strings.Builder) {
	x := margin
	for _, entry := range []struct{ class, text string }{
		{"hub", "on infra-ops"}, {"ingestion", "ingestion cluster"}, {"compute", "compute cluster"},
	} {
		fmt.Fprintf(out, `<rect class="%s" x="%d" y="45" width="12" height="12" rx="3"/><text class="s" x="%d" y="55">%s</text>`+"\n", entry.class, x, x+18, entry.text)
		x += 34 + 6*len(entry.text)
	}
	fmt.Fprintf(out, `<path class="a c" d="M%d 51h22"/><text class="s" x="%d" y="55">what the workloads wait for</text>`+"\n", x, x+28)
}

func drawArrow(out *strings.Builder, p picture, a arrow) {
	class, head := "a", "h"
	if a.from.critical && a.to.critical && a.from.End() == a.to.Start {
		class, head = "a c", "k"
	}
	layer := 0
	for i, l := range p.layers {
		for _, s := range l {
			if s == a.through[0] {
				layer = i
			}
		}
	}
	y := top(layer) + boxHeight
	fmt.Fprintf(out, `<path class="%s" marker-end="url(#%s)" d="M%d %d`, class, head, int(a.through[0].x), y)
	for i := 1; i < len(a.through); i++ {
		from, to := int(a.through[i-1].x), int(a.through[i].x)
		next := top(layer + i)
		fmt.Fprintf(out, "C%d %d %d %d %d %d", from, y+rowGap*6/10, to, next-rowGap*6/10, to, next)
		y = next
		if i < len(a.through)-1 {
			y += boxHeight
			fmt.Fprintf(out, "V%d", y)
		}
	}
	out.WriteString("\"/>\n")
}

func drawBox(out *strings.Builder, x, y int, node *Node) {
	class := node.Target
	if node.critical {
		class += " c"
	}
	middle := x + boxWidth/2
	fmt.Fprintf(out, `<g class="b"><rect class="%s" x="%d" y="%d" width="%d" height="%d" rx="8"/>`, class, x, y, boxWidth, boxHeight)
	fmt.Fprintf(out, `<text class="t" x="%d" y="%d">%s %s</text>`, middle, y+20, node.Number, node.Name)
	fmt.Fprintf(out, `<text class="s" x="%d" y="%d">%d min · until %s</text></g>`+"\n", middle, y+36, node.Minutes, clock(node.End()))
}

func clock(minutes int) string { return fmt.Sprintf("%d:%02d", minutes/60, minutes%60) }

func duration(minutes int) string {
	if minutes < 60 {
		return fmt.Sprintf("%d minutes", minutes)
	}
	return fmt.Sprintf("%d h %02d min", minutes/60, minutes%60)
}
