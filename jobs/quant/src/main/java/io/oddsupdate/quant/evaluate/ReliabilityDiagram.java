package io.oddsupdate.quant.evaluate;

import java.util.Locale;

/** A reliability diagram as SVG: where forecasts are right, the dots lie on the diagonal. */
final class ReliabilityDiagram {
  private static final int SIZE = 180;
  private static final int EDGE = 26;

  private ReliabilityDiagram() {}

  static String of(Scores scores) {
    StringBuilder svg = new StringBuilder();
    int whole = SIZE + 2 * EDGE;
    svg.append(
        "<svg viewBox='0 0 %d %d' role='img' aria-label='forecast against frequency'>"
            .formatted(whole, whole));
    svg.append(
        "<rect x='%d' y='%d' width='%d' height='%d' class='frame'/>"
            .formatted(EDGE, EDGE, SIZE, SIZE));
    svg.append(
        "<line x1='%d' y1='%d' x2='%d' y2='%d' class='right'/>"
            .formatted(EDGE, EDGE + SIZE, EDGE + SIZE, EDGE));
    double most = scores.reliability().stream().mapToDouble(Bin::weight).max().orElse(1);
    for (Bin bin : scores.reliability()) {
      if (bin.weight() > 0) {
        svg.append(dot(bin, most));
      }
    }
    svg.append(
        "<text x='%d' y='%d' text-anchor='middle'>forecast</text>"
            .formatted(EDGE + SIZE / 2, whole - 6));
    svg.append(
        "<text x='%d' y='%d' text-anchor='middle' transform='rotate(-90 14 %d)'>came true</text>"
            .formatted(14, EDGE + SIZE / 2, EDGE + SIZE / 2));
    return svg.append("</svg>").toString();
  }

  /** The area of a dot is the number of games; the bar is two standard errors to each side. */
  private static String dot(Bin bin, double most) {
    double x = EDGE + SIZE * bin.forecast();
    double y = EDGE + SIZE * (1 - bin.came());
    double error = 2 * SIZE * Math.sqrt(bin.forecast() * (1 - bin.forecast()) / bin.weight());
    return String.format(
        Locale.ROOT,
        "<line x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f' class='error'/>"
            + "<circle cx='%.1f' cy='%.1f' r='%.1f' class='dot'>"
            + "<title>%.0f games: forecast %.3f, came %.3f</title></circle>",
        x,
        Math.max(EDGE, y - error),
        x,
        Math.min(EDGE + SIZE, y + error),
        x,
        y,
        2 + 7 * Math.sqrt(bin.weight() / most),
        bin.weight(),
        bin.forecast(),
        bin.came());
  }
}
