package io.oddsupdate.pricing.odds;

/**
 * Puts a margin on the chances of a market's outcomes: the inverse of {@link Devig}. No booked
 * chance leaves 0 to 1 with either method (Clarke, Kovalchik and Ingram 2017).
 */
public final class Margin {
  /** Chances nearer to 0 or 1 are priced as this: no price beyond a million means anything. */
  private static final double LEAST_BOOKED = 1e-6;

  private static final int STEPS_MAX = 200;

  /** Where the curve bends more than that, its series is no guide. */
  private static final double SERIES_MOST = 0.2;

  private static final double LEAST_START = 0.05;

  /** Half the square of it is below the last digit of any margin. */
  private static final double NEAR_ONE = 1e-10;

  private Margin() {}

  /**
   * The booked chances: 1 divided by one is the price before it is rounded.
   *
   * @param chances of all outcomes, 0 to 1, taken within 1e-6 to 1 - 1e-6
   * @param margin overround minus 1: the booked chances sum to (1 + margin) times the sum of the
   *     chances, which is 1 but for markets with several winners
   * @throws IllegalArgumentException where the margin is negative, or not below what the number of
   *     outcomes leaves room for
   */
  public static double[] book(MarginMethod method, double[] chances, double margin) {
    double[] within = new double[chances.length];
    double sum = 0;
    for (int i = 0; i < within.length; i++) {
      if (!(chances[i] >= 0 && chances[i] <= 1)) {
        throw new IllegalArgumentException(
            "chances[%d] must be between 0 and 1, got %s".formatted(i, chances[i]));
      }
      within[i] = Math.min(1 - LEAST_BOOKED, Math.max(LEAST_BOOKED, chances[i]));
      sum += within[i];
    }
    double target = sum * (1 + margin);
    if (!(margin >= 0 && target < within.length)) {
      throw new IllegalArgumentException(
          "margin must be at least 0 and leave every outcome a chance below 1, got %s for %d outcomes"
              .formatted(margin, within.length));
    }
    if (margin == 0) {
      return within;
    }
    return switch (method) {
      case POWER -> power(within, sum, margin);
      case ODDS_RATIO -> oddsRatio(within, target);
    };
  }

  private static double[] power(double[] chances, double sum, double margin) {
    double[] logs = new double[chances.length];
    double first = 0;
    double second = 0;
    double third = 0;
    for (int i = 0; i < logs.length; i++) {
      double log = StrictMath.log(chances[i]);
      logs[i] = log;
      first += chances[i] * log;
      second += chances[i] * log * log;
      third += chances[i] * log * log * log;
    }
    double more = StrictMath.log1p(margin);
    double start = start(first / sum, second / sum, third / sum, more);
    return Roots.powers(logs, start, logNearOne(sum) + more).terms();
  }

  /** Chances sum to 1 but for roundings, of which the logarithm is the difference. */
  private static double logNearOne(double sum) {
    double off = sum - 1;
    return Math.abs(off) < NEAR_ONE ? off : StrictMath.log(sum);
  }

  /**
   * Where the power is to be looked for. The logarithm of the sum of powers has the cumulants of
   * the logarithms of the chances as derivatives at 1; its series up to the third, inverted, is
   * near the root for the margins and chances of most markets.
   *
   * @param first mean of the logarithms, weighed by the chances; then of their squares and cubes
   * @param more by which the logarithm of the sum is to rise
   */
  private static double start(double first, double second, double third, double more) {
    double variance = second - first * first;
    double skew = third - 3 * first * second + 2 * first * first * first;
    double step = more / first;
    double bend = variance / (2 * first);
    double turn = skew / (6 * first);
    double bent = bend * step;
    double start =
        bent < SERIES_MOST
            ? 1 + step - bent * step + (2 * bend * bend - turn) * step * step * step
            : 1 + step / (1 + bent);
    return Math.min(1, Math.max(LEAST_START, start));
  }

  /** Booked = cp/(1 - p + cp): rises with c and is concave, so Newton's steps from 1 stay below. */
  private static double[] oddsRatio(double[] chances, double target) {
    double ratio = 1;
    for (int step = 0; step < STEPS_MAX; step++) {
      double missing = target;
      double slope = 0;
      for (double chance : chances) {
        double below = 1 - chance + ratio * chance;
        missing -= ratio * chance / below;
        slope += chance * (1 - chance) / (below * below);
      }
      double change = missing / slope;
      ratio += Math.max(0, change);
      if (change <= Roots.LAST_STEP * ratio) {
        break;
      }
    }
    double[] booked = new double[chances.length];
    for (int i = 0; i < booked.length; i++) {
      booked[i] = ratio * chances[i] / (1 - chances[i] + ratio * chances[i]);
    }
    return booked;
  }
}
