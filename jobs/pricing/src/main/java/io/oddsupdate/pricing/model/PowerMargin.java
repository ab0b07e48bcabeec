package io.oddsupdate.pricing.model;

/**
 * Puts a margin on the two chances of a market by the power method: each is raised to the one power
 * that makes them sum to {@code 1 + margin}. A long shot carries more of the margin than a
 * favourite, and no chance leaves 0 to 1 (Clarke, Kovalchik and Ingram 2017).
 */
public final class PowerMargin {
  private static final double ENOUGH = 1e-14;

  /** Newton's steps double the digits; ten are usual, and a bound keeps a wrong input finite. */
  private static final int STEPS_MAX = 100;

  private PowerMargin() {}

  /**
   * The power for the chances {@code p} and {@code 1 - p}.
   *
   * @param p strictly between 0 and 1
   * @param margin at least 0, below 1
   */
  public static double power(double p, double margin) {
    double log = StrictMath.log(p);
    double otherLog = StrictMath.log(1 - p);
    double power = 0;
    for (int step = 0; step < STEPS_MAX; step++) {
      // The sum falls and is convex in the power: from 0, where it is 2, no step overshoots.
      double booked = StrictMath.exp(power * log);
      double otherBooked = StrictMath.exp(power * otherLog);
      double change =
          (booked + otherBooked - 1 - margin) / -(booked * log + otherBooked * otherLog);
      power += change;
      if (change < ENOUGH) {
        break;
      }
    }
    return power;
  }
}
