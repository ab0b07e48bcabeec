package io.oddsupdate.quant.evaluate;

import java.util.List;
import java.util.Locale;

/** The checkpoints as one page, with a picture of each, and as a table for a terminal. */
public final class EvaluationReport {
  private static final String HEAD =
      """
      <!doctype html><html lang="en"><meta charset="utf-8"><title>How well the models forecast</title>
      <style>
      body{font:15px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:72rem;padding:0 1rem;color:#1b1f24}
      table{border-collapse:collapse;width:100%;margin:1rem 0}
      th,td{padding:.3rem .6rem;border-bottom:1px solid #d8dee4;text-align:right}
      th:first-child,td:first-child,th:nth-child(2),td:nth-child(2){text-align:left}
      .met{color:#116329}.missed{color:#a40e26}
      .cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(14rem,1fr));gap:1rem}
      figure{margin:0;border:1px solid #d8dee4;border-radius:6px;padding:.5rem}
      figcaption{font-size:13px}
      svg{width:100%;height:auto}.frame{fill:none;stroke:#d8dee4}.right{stroke:#8c959f;stroke-dasharray:4 3}
      .dot{fill:#0969da;fill-opacity:.75}.error{stroke:#0969da;stroke-opacity:.5}
      text{font-size:11px;fill:#57606a}
      @media(prefers-color-scheme:dark){body{background:#0d1117;color:#e6edf3}
      th,td,figure{border-color:#30363d}.met{color:#3fb950}.missed{color:#f85149}}
      </style>
      <h1>How well the models forecast</h1>
      <p>Each line is scored on games that its constants were not fitted on. Log loss, Brier, ranked
      probability score, expected calibration error in ten bins: less is better. In a picture each dot
      is a tenth of the forecasts, its area their number, the bar two standard errors; dots on the
      dashed line came true as often as forecast.</p>
      """;

  private EvaluationReport() {}

  /** A page that needs nothing else. */
  public static String html(List<Checkpoint> checkpoints) {
    StringBuilder page = new StringBuilder(HEAD);
    for (String league : checkpoints.stream().map(Checkpoint::league).distinct().toList()) {
      List<Checkpoint> of =
          checkpoints.stream().filter(checkpoint -> checkpoint.league().equals(league)).toList();
      page.append("<h2>").append(league.toUpperCase(Locale.ROOT)).append("</h2>");
      page.append("<table><tr><th>checkpoint<th>asked<th>games<th>log loss<th>Brier<th>RPS<th>ECE")
          .append("<th>to beat</tr>");
      of.forEach(checkpoint -> page.append(row(checkpoint)));
      page.append("</table><div class='cards'>");
      of.forEach(checkpoint -> page.append(figure(checkpoint)));
      page.append("</div>");
    }
    return page.append("</html>").toString();
  }

  private static String row(Checkpoint checkpoint) {
    Scores scores = checkpoint.scores();
    StringBuilder beaten = new StringBuilder();
    for (Benchmark benchmark : checkpoint.benchmarks()) {
      beaten.append(
          String.format(
              Locale.ROOT,
              "<span class='%s' title='%s'>%s %.4f</span> ",
              benchmark.isMetBy(scores) ? "met" : "missed",
              escaped(benchmark.source()),
              benchmark.metric(),
              benchmark.value()));
    }
    return String.format(
        Locale.ROOT,
        "<tr><td title='%s'>%s<td>%s<td>%.0f<td>%.4f<td>%.4f<td>%.4f<td>%.4f<td>%s</tr>",
        escaped(checkpoint.games()),
        escaped(checkpoint.name()),
        escaped(checkpoint.question()),
        scores.games(),
        scores.logLoss(),
        scores.brier(),
        scores.rps(),
        scores.calibrationError(),
        beaten);
  }

  private static String figure(Checkpoint checkpoint) {
    return "<figure>%s<figcaption>%s, %s<br>%s</figcaption></figure>"
        .formatted(
            ReliabilityDiagram.of(checkpoint.scores()),
            escaped(checkpoint.name()),
            escaped(checkpoint.question()),
            escaped(checkpoint.games()));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("'", "&#39;");
  }

  /** The same figures in columns. */
  public static String table(List<Checkpoint> checkpoints) {
    StringBuilder table = new StringBuilder();
    table.append(
        String.format(
            "%-5s %-26s %-11s %8s %9s %8s %8s %8s  %s%n",
            "", "checkpoint", "asked", "games", "log loss", "Brier", "RPS", "ECE", "to beat"));
    for (Checkpoint checkpoint : checkpoints) {
      Scores scores = checkpoint.scores();
      StringBuilder beaten = new StringBuilder();
      for (Benchmark benchmark : checkpoint.benchmarks()) {
        beaten.append(
            String.format(
                Locale.ROOT,
                "%s %.4f %s  ",
                benchmark.metric(),
                benchmark.value(),
                benchmark.isMetBy(scores) ? "met" : "MISSED"));
      }
      table.append(
          String.format(
              Locale.ROOT,
              "%-5s %-26s %-11s %8.0f %9.4f %8.4f %8.4f %8.4f  %s%n",
              checkpoint.league(),
              checkpoint.name(),
              checkpoint.question(),
              scores.games(),
              scores.logLoss(),
              scores.brier(),
              scores.rps(),
              scores.calibrationError(),
              beaten));
    }
    return table.toString();
  }
}
