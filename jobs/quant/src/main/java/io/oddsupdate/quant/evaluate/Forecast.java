package io.oddsupdate.quant.evaluate;

/**
 * What was forecast of one game at one moment, and what came.
 *
 * @param probabilities of outcomes in their natural order (home, draw, away); sum to 1
 * @param outcome which one came
 * @param weight how many games it stands for; 1 unless games come counted
 */
public record Forecast(double[] probabilities, int outcome, double weight) {
  public Forecast {
    if (outcome < 0 || outcome >= probabilities.length) {
      throw new IllegalArgumentException(
          "outcome must be one of 0 to %d, got %d".formatted(probabilities.length - 1, outcome));
    }
  }

  public static Forecast of(int outcome, double... probabilities) {
    return new Forecast(probabilities, outcome, 1);
  }

  /** Of a game that is won or lost. */
  public static Forecast win(double probability, boolean won) {
    return of(won ? 0 : 1, probability, 1 - probability);
  }
}
