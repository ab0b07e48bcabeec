package io.oddsupdate.quant.evaluate;

/**
 * A figure to compare a score with.
 *
 * @param metric {@code log loss}, {@code Brier}, {@code RPS}, {@code ECE}, {@code mean error}
 * @param value the figure to beat
 * @param source whose, on which games
 */
public record Benchmark(String metric, double value, String source) {

  /** What the scores have of this metric. */
  public double of(Scores scores) {
    return switch (metric) {
      case "log loss" -> scores.logLoss();
      case "Brier" -> scores.brier();
      case "RPS" -> scores.rps();
      case "ECE" -> scores.calibrationError();
      default -> throw new IllegalArgumentException("no score is called " + metric);
    };
  }

  public boolean isMetBy(Scores scores) {
    return of(scores) <= value;
  }
}
