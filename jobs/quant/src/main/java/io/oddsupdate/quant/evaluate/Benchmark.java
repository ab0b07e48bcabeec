package io.oddsupdate.quant.evaluate;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A figure to compare a score with; less is better.
 *
 * @param metric {@code log loss}, {@code Brier}, {@code RPS}, {@code ECE}, or of another name where
 *     it was measured apart
 * @param value the figure to beat
 * @param source whose, on which games
 * @param apart what was measured, where the scores do not have it
 * @param error standard error of the difference, where both are of the same games
 */
public record Benchmark(
    String metric, double value, String source, OptionalDouble apart, OptionalDouble error) {
  private static final double PLACES = 1e4;

  public Benchmark(String metric, double value, String source) {
    this(metric, value, source, OptionalDouble.empty(), OptionalDouble.empty());
  }

  /** Of a figure that is not among the scores. */
  public static Benchmark apart(String metric, double measured, double value, String source) {
    return new Benchmark(
        metric, value, source, OptionalDouble.of(measured), OptionalDouble.empty());
  }

  /** The log loss of other forecasts of the same games, in the same order. */
  public static Benchmark logLoss(List<Forecast> ours, List<Forecast> theirs, String source) {
    return new Benchmark(
        "log loss",
        Scores.of(theirs).logLoss(),
        source,
        OptionalDouble.empty(),
        OptionalDouble.of(Scores.logLossDifferenceError(ours, theirs)));
  }

  /** What is held against it. */
  public double of(Scores scores) {
    if (apart.isPresent()) {
      return apart.getAsDouble();
    }
    return switch (metric) {
      case "log loss" -> scores.logLoss();
      case "Brier" -> scores.brier();
      case "RPS" -> scores.rps();
      case "ECE" -> scores.calibrationError();
      default -> throw new IllegalArgumentException("no score is called " + metric);
    };
  }

  /** Both to four places, as figures are told: what reads alike is alike. */
  public boolean isMetBy(Scores scores) {
    return Math.round(of(scores) * PLACES) <= Math.round(value * PLACES);
  }
}
