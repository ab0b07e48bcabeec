package io.oddsupdate.quant.evaluate;

import java.util.Locale;

/** A reliability diagram as SVG: where forecasts are right, the dots lie on the diagonal. */
final class ReliabilityDiagram {
  private static final int SIZE = 180;
  private static final int LEFT = 30;
  private static final int TOP = 10;
  private static final int BELOW = 32;
  private static final double SHARE_HEIGHT = 40;
  private static final double STANDARD_ERRORS = 2;

  private ReliabilityDiagram() {}

  static String of(Scores scores) {
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg viewBox='0 0 %d %d' role='img' aria-label='forecast against frequency'>"
            .formatted(LEFT + SIZE + 12, TOP + SIZE + BELOW));
    axes(svg);
    double all = scores.reliability().stream().mapToDouble(Bin::weight).sum();
    double most = scores.reliability().stream().mapToDouble(Bin::weight).max().orElse(1);
    for (int bin = 0; bin < scores.reliability().size(); bin++) {
      share(svg, bin, scores.reliability().get(bin).weight() / most);
    }
    svg.append(line("right", LEFT, TOP + SIZE, LEFT + SIZE, TOP));
    for (Bin bin : scores.reliability()) {
      if (bin.weight() > 0) {
        svg.append(dot(bin, bin.weight() / all));
      }
    }
    return svg.append("</svg>").toString();
  }

  private static void axes(StringBuilder svg) {
    for (int tick = 0; tick <= 4; tick++) {
      double at = SIZE * tick / 4.0;
      svg.append(line("grid", LEFT + at, TOP, LEFT + at, TOP + SIZE));
      svg.append(line("grid", LEFT, TOP + at, LEFT + SIZE, TOP + at));
      if (tick % 2 == 0) {
        String name = tick == 2 ? ".5" : String.valueOf(tick / 4);
        svg.append(text(LEFT + at, TOP + SIZE + 13, "middle", name));
        svg.append(text(LEFT - 5, TOP + SIZE - at + 3, "end", name));
      }
    }
    svg.append(text(LEFT + SIZE / 2.0, TOP + SIZE + 27, "middle", "forecast"));
    svg.append(
        "<text text-anchor='middle' transform='translate(9 %d) rotate(-90)'>came true</text>"
            .formatted(TOP + SIZE / 2));
  }

  private static void share(StringBuilder svg, int bin, double height) {
    double width = SIZE / 10.0;
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect x='%.1f' y='%.1f' width='%.1f' height='%.1f' class='share'/>",
            LEFT + bin * width + 1,
            TOP + SIZE - SHARE_HEIGHT * height,
            width - 2,
            SHARE_HEIGHT * height));
  }

  private static String dot(Bin bin, double share) {
    double x = LEFT + SIZE * bin.forecast();
    double y = TOP + SIZE * (1 - bin.came());
    double error =
        STANDARD_ERRORS * SIZE * Math.sqrt(bin.forecast() * (1 - bin.forecast()) / bin.weight());
    return line("error", x, Math.max(TOP, y - error), x, Math.min(TOP + SIZE, y + error))
        + String.format(
            Locale.ROOT,
            "<circle cx='%.1f' cy='%.1f' r='%.1f' class='dot'>"
                + "<title>%.0f forecasts: %.3f on average, %.3f came true</title></circle>",
            x,
            y,
            2.5 + 4 * Math.sqrt(share),
            bin.weight(),
            bin.forecast(),
            bin.came());
  }

  private static String line(String kind, double x1, double y1, double x2, double y2) {
    return String.format(
        Locale.ROOT,
        "<line class='%s' x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f'/>",
        kind,
        x1,
        y1,
        x2,
        y2);
  }

  private static String text(double x, double y, String anchor, String text) {
    return String.format(
        Locale.ROOT, "<text x='%.1f' y='%.1f' text-anchor='%s'>%s</text>", x, y, anchor, text);
  }
}
