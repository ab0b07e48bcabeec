package io.oddsupdate.pricing.model;

/** The chances of a whole number that the end of a stretch of the game will tell. */
@FunctionalInterface
public interface Chances {
  /** The least chance of anything that is still open: no model is surer than that. */
  double LEAST = 1e-12;

  /**
   * P(number &ge; {@code least}): exactly 1 or 0 where the state of the game leaves no other way,
   * strictly between otherwise. Never rises with {@code least}, never NaN.
   */
  double atLeast(int least);

  /** P(number = {@code number}). */
  default double exactly(int number) {
    return atLeast(number) - atLeast(number + 1);
  }

  /** A number that is known for good. */
  static Chances certain(int number) {
    return least -> least <= number ? 1 : 0;
  }

  /** A chance that is open, kept away from certainty. */
  static double open(double chance) {
    return Math.min(1 - LEAST, Math.max(LEAST, chance));
  }
}
