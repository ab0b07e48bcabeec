package io.oddsupdate.pricing.model;

/**
 * Puts a margin on the chances of a market by the power method: each is raised to the one power
 * that makes them sum to the target. A long shot carries more of the margin than a favourite, and
 * no chance leaves 0 to 1 (Clarke, Kovalchik and Ingram 2017).
 */
public final class PowerMargin {
  private static final double ENOUGH = 1e-14;

  /** Newton's steps double the digits; ten are usual, and a bound keeps a wrong input finite. */
  private static final int STEPS_MAX = 100;

  private PowerMargin() {}

  /**
   * @param chances strictly between 0 and 1
   * @param target what the powers sum to, above 0 and below the number of chances
   */
  public static double power(double[] chances, double target) {
    double[] logs = new double[chances.length];
    for (int i = 0; i < logs.length; i++) {
      logs[i] = StrictMath.log(chances[i]);
    }
    double power = 0;
    for (int step = 0; step < STEPS_MAX; step++) {
      // The sum falls and is convex in the power: from 0, where it is the number of chances, no
      // step overshoots.
      double sum = 0;
      double slope = 0;
      for (double log : logs) {
        double booked = StrictMath.exp(power * log);
        sum += booked;
        slope -= booked * log;
      }
      double change = (sum - target) / slope;
      power += change;
      if (change < ENOUGH) {
        break;
      }
    }
    return power;
  }
}
