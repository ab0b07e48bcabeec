package io.oddsupdate.quant.evaluate;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The checkpoints as one page, with a picture of each. */
public final class EvaluationReport {
  private static final String HEAD =
      """
      <!doctype html><html lang="en"><meta charset="utf-8">
      <meta name="viewport" content="width=device-width,initial-scale=1">
      <title>How well the models forecast</title>
      <style>
      :root{--ink:#1b1f24;--soft:#57606a;--line:#d8dee4;--back:#fff;--card:#f6f8fa;--dot:#0969da;
      --met:#116329;--metback:#dafbe1;--missed:#8a4600;--missedback:#fff1d6}
      @media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9198a1;--line:#30363d;
      --back:#0d1117;--card:#151b23;--dot:#4493f8;--met:#3fb950;--metback:#12261e;
      --missed:#e3a03c;--missedback:#2d2111}}
      body{font:15px/1.5 system-ui,sans-serif;margin:0 auto;max-width:92rem;padding:2rem 1.25rem;
      color:var(--ink);background:var(--back)}
      h1{margin:0 0 .5rem;font-size:1.9rem}h2{margin:2.5rem 0 .5rem;font-size:1.35rem}
      p{max-width:60rem;color:var(--soft);margin:.25rem 0 1rem}
      a{color:inherit;text-decoration:none}
      .leagues{display:flex;flex-wrap:wrap;gap:.75rem;margin:1.25rem 0}
      .league{background:var(--card);border:1px solid var(--line);border-radius:8px;
      padding:.6rem 1rem;min-width:8rem}
      .league b{display:block;font-size:1.1rem}.league span{color:var(--soft);font-size:13px}
      .scroll{overflow-x:auto}
      table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
      th{font-size:13px;color:var(--soft);font-weight:600}
      th,td{padding:.35rem .6rem;border-bottom:1px solid var(--line);text-align:right;
      white-space:nowrap}
      th:nth-child(-n+2),td:nth-child(-n+2),th:last-child,td:last-child{text-align:left}
      td:last-child{white-space:normal;min-width:19rem}.chip{white-space:nowrap}
      td small{color:var(--soft);font-size:12px;margin-left:.3rem}
      .sources{list-style:none;padding:0;margin:.75rem 0;color:var(--soft);font-size:13px;
      columns:2 24rem;column-gap:2rem}.sources b{color:var(--ink);margin-right:.35rem}
      .chip{display:inline-block;border-radius:999px;padding:0 .55rem;margin-right:.35rem;
      font-size:13px}
      .met{color:var(--met);background:var(--metback)}
      .missed{color:var(--missed);background:var(--missedback)}
      .cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr));gap:1rem;
      margin-top:1.25rem}
      figure{margin:0;background:var(--card);border:1px solid var(--line);border-radius:8px;
      padding:.75rem .9rem}
      figcaption b{display:block}figcaption{font-size:13px;color:var(--soft);line-height:1.35}
      figcaption b{font-size:14px;color:var(--ink)}
      svg{width:100%;height:auto;display:block}
      .frame{fill:none;stroke:var(--line)}.grid{stroke:var(--line);stroke-width:.6}
      .right{stroke:var(--soft);stroke-dasharray:4 3}.share{fill:var(--dot);fill-opacity:.16}
      .dot{fill:var(--dot);fill-opacity:.85}
      .error{stroke:var(--dot);stroke-opacity:.5;stroke-width:1.5}
      text{font-size:10px;fill:var(--soft);font-family:system-ui,sans-serif}
      </style>
      <h1>How well the models forecast</h1>
      <p>Log loss (probabilities kept above 1e-6; \u00b1 one standard error), Brier (of the first
      outcome where there are two, summed where there are more), ranked probability score, expected
      calibration error in ten bins, and beside it what forecasts without any would show by chance:
      less is better. A figure to beat on the same games has the standard error of the difference.
      Right: how often the likeliest came. Sharpness: mean of the largest
      probability. Games are split by game, never by play; which games a line is of, and whether a
      constant was fitted on them, is told beside its picture.</p>
      <p>In a picture, a dot is a tenth of the range of forecasts: what was forecast against how
      often it came true, with two standard errors to each side; the bars below are its share of
      the forecasts. Dots on the dashed line came true as often as forecast.</p>
      """;

  private EvaluationReport() {}

  /**
   * A page that needs nothing else.
   *
   * @param versions the model version that was scored, by league
   */
  public static String html(List<Checkpoint> checkpoints, Map<String, String> versions) {
    StringBuilder page = new StringBuilder(HEAD);
    List<String> leagues = checkpoints.stream().map(Checkpoint::league).distinct().toList();
    page.append("<div class='leagues'>");
    leagues.forEach(
        league ->
            page.append(
                summary(league, versions.getOrDefault(league, ""), of(league, checkpoints))));
    page.append("</div>");
    for (String league : leagues) {
      List<Checkpoint> of = of(league, checkpoints);
      page.append(
          "<h2 id='%s'>%s</h2>"
              .formatted(escaped(league), escaped(league.toUpperCase(Locale.ROOT))));
      BenchmarkSources sources = BenchmarkSources.of(of);
      page.append("<div class='scroll'><table><tr><th>checkpoint<th>asked<th>games<th>log loss");
      page.append("<th>Brier<th>RPS<th>ECE, by chance<th>right<th>sharpness");
      page.append("<th>figures to beat</tr>");
      of.forEach(checkpoint -> page.append(row(checkpoint, sources)));
      page.append("</table></div><ul class='sources'>");
      sources
          .legend()
          .forEach(
              line ->
                  page.append(
                      "<li>%s".formatted(escaped(line).replaceFirst("\\((.*?)\\)", "<b>$1</b>"))));
      page.append("</ul><div class='cards'>");
      of.forEach(checkpoint -> page.append(figure(checkpoint)));
      page.append("</div>");
    }
    return page.append("</html>\n").toString();
  }

  private static List<Checkpoint> of(String league, List<Checkpoint> checkpoints) {
    return checkpoints.stream().filter(checkpoint -> checkpoint.league().equals(league)).toList();
  }

  private static String summary(String league, String version, List<Checkpoint> checkpoints) {
    long asked = checkpoints.stream().mapToLong(each -> each.benchmarks().size()).sum();
    long met =
        checkpoints.stream()
            .mapToLong(
                each -> each.benchmarks().stream().filter(b -> b.isMetBy(each.scores())).count())
            .sum();
    return "<a class='league' href='#%s'><b>%s</b><span>%s<br>%d of %d figures met</span></a>"
        .formatted(
            escaped(league),
            escaped(league.toUpperCase(Locale.ROOT)),
            escaped(version),
            met,
            asked);
  }

  private static String row(Checkpoint checkpoint, BenchmarkSources sources) {
    Scores scores = checkpoint.scores();
    return String.format(
        Locale.ROOT,
        "<tr><td title='%s'>%s<td>%s<td>%,.0f<td>%.4f<small>\u00b1%.4f</small><td>%.4f<td>%.4f"
            + "<td>%.4f<small>%.4f</small><td>%.3f<td>%.3f<td>%s</tr>",
        escaped(checkpoint.games()),
        escaped(checkpoint.name()),
        escaped(checkpoint.question()),
        scores.games(),
        scores.logLoss(),
        scores.logLossError(),
        scores.brier(),
        scores.rps(),
        scores.calibrationError(),
        scores.calibrationChance(),
        scores.accuracy(),
        scores.sharpness(),
        checkpoint.benchmarks().stream()
            .map(benchmark -> chip(benchmark, scores, sources.letter(benchmark)))
            .collect(Collectors.joining()));
  }

  private static String chip(Benchmark benchmark, Scores scores, String letter) {
    boolean met = benchmark.isMetBy(scores);
    return String.format(
        Locale.ROOT,
        "<span class='chip %s' title='%s'>%s %s %s %.4f%s <sup>%s</sup></span>",
        met ? "met" : "missed",
        escaped(benchmark.source()),
        met ? "\u2713" : "\u2717",
        escaped(benchmark.metric()),
        benchmark.apart().isPresent()
            ? String.format(Locale.ROOT, "%.4f \u2264", benchmark.of(scores))
            : "\u2264",
        benchmark.value(),
        benchmark.error().isPresent()
            ? String.format(Locale.ROOT, " \u00b1%.4f", benchmark.error().getAsDouble())
            : "",
        letter);
  }

  private static String figure(Checkpoint checkpoint) {
    return "<figure>%s<figcaption><b>%s: %s</b>%s</figcaption></figure>"
        .formatted(
            ReliabilityDiagram.of(checkpoint.scores()),
            escaped(checkpoint.name()),
            escaped(checkpoint.question()),
            escaped(checkpoint.games()));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("'", "&#39;");
  }
}
