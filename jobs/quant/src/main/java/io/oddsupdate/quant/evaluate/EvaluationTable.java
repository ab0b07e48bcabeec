package io.oddsupdate.quant.evaluate;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The checkpoints as lines for a terminal. */
public final class EvaluationTable {
  private EvaluationTable() {}

  /** A line each, below a header. */
  public static String of(List<Checkpoint> checkpoints) {
    StringBuilder table = new StringBuilder();
    table.append(
        String.format(
            Locale.ROOT,
            "%-4s %-29s %-20s %8s %8s %7s %7s %7s  %s%n",
            "",
            "checkpoint",
            "asked",
            "games",
            "log loss",
            "Brier",
            "RPS",
            "ECE",
            "to beat"));
    for (Checkpoint checkpoint : checkpoints) {
      Scores scores = checkpoint.scores();
      table.append(
          String.format(
                  Locale.ROOT,
                  "%-4s %-29s %-20s %8.0f %8.4f %7.4f %7.4f %7.4f  %s",
                  checkpoint.league(),
                  checkpoint.name(),
                  checkpoint.question(),
                  scores.games(),
                  scores.logLoss(),
                  scores.brier(),
                  scores.rps(),
                  scores.calibrationError(),
                  checkpoint.benchmarks().stream()
                      .map(benchmark -> line(benchmark, scores))
                      .collect(Collectors.joining(", ")))
              .stripTrailing());
      table.append(System.lineSeparator());
    }
    return table.toString();
  }

  private static String line(Benchmark benchmark, Scores scores) {
    return String.format(
        Locale.ROOT,
        "%s %s%.4f %s",
        benchmark.metric(),
        benchmark.apart().isPresent()
            ? String.format(Locale.ROOT, "%.4f, at most ", benchmark.of(scores))
            : "",
        benchmark.value(),
        benchmark.isMetBy(scores) ? "met" : "MISSED");
  }
}
