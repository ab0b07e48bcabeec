package io.oddsupdate.quant.evaluate;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The checkpoints as lines for a terminal. */
public final class EvaluationTable {
  private static final String ROW = "%-4s %-30s %-20s %8s %8s %6s %7s %7s %7s %7s %6s  %s";

  private EvaluationTable() {}

  /** A line each, below a header; below them, what they are compared with. */
  public static String of(List<Checkpoint> checkpoints) {
    BenchmarkSources sources = BenchmarkSources.of(checkpoints);
    StringBuilder table = new StringBuilder();
    line(
        table,
        ROW,
        "",
        "checkpoint",
        "asked",
        "games",
        "log loss",
        "+-",
        "Brier",
        "RPS",
        "ECE",
        "chance",
        "right",
        "to beat");
    for (Checkpoint checkpoint : checkpoints) {
      Scores scores = checkpoint.scores();
      line(
          table,
          ROW,
          checkpoint.league(),
          checkpoint.name(),
          checkpoint.question(),
          number("%.0f", scores.games()),
          number("%.4f", scores.logLoss()),
          number("%.4f", scores.logLossError()),
          number("%.4f", scores.brier()),
          number("%.4f", scores.rps()),
          number("%.4f", scores.calibrationError()),
          number("%.4f", scores.calibrationChance()),
          number("%.3f", scores.accuracy()),
          checkpoint.benchmarks().stream()
              .map(benchmark -> compared(benchmark, scores, sources.letter(benchmark)))
              .collect(Collectors.joining(", ")));
    }
    sources.legend().forEach(line -> line(table, "%s", line));
    return table.toString();
  }

  private static void line(StringBuilder table, String format, Object... cells) {
    table.append(String.format(Locale.ROOT, format, cells).stripTrailing());
    table.append(System.lineSeparator());
  }

  private static String number(String format, double number) {
    return String.format(Locale.ROOT, format, number);
  }

  private static String compared(Benchmark benchmark, Scores scores, String letter) {
    return String.format(
        Locale.ROOT,
        "%s %s%.4f%s (%s) %s",
        benchmark.metric(),
        benchmark.apart().isPresent()
            ? String.format(Locale.ROOT, "%.4f, at most ", benchmark.of(scores))
            : "",
        benchmark.value(),
        benchmark.error().isPresent() ? number(" +-%.4f", benchmark.error().getAsDouble()) : "",
        letter,
        benchmark.isMetBy(scores) ? "met" : "MISSED");
  }
}
