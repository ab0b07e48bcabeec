package io.oddsupdate.pricing.model;

/** The chances of a whole number that the end of the game will tell. */
@FunctionalInterface
public interface Chances {
  /** The least chance of anything that is still open: no model is surer than that. */
  double LEAST = 1e-6;

  /**
   * P(number &ge; {@code least}): exactly 1 or 0 where the state of the game leaves no other way,
   * strictly between otherwise. Never rises with {@code least}, never NaN.
   */
  double atLeast(int least);

  /** A chance that is open, kept away from certainty. */
  static double open(double chance) {
    return Math.min(1 - LEAST, Math.max(LEAST, chance));
  }
}
