package io.oddsupdate.pricing.odds;

/**
 * American odds: winnings on a stake of 100, or, negative, the stake that wins 100. Even money is
 * +100, never -100.
 */
public final class AmericanOdds {
  /** Within so much two doubles are one number. */
  private static final double ROUNDING = 1e-9;

  private AmericanOdds() {}

  /**
   * The American odds of a decimal price, in whole numbers against the customer: away from even
   * below 2.00 (1.48 is -209, not -208.33), towards it above. A price that is a whole American
   * number, written in at least four places, is that number (1.9091 is -110).
   *
   * @param decimal above 1 and such that the number fits an int
   */
  public static int of(double decimal) {
    double winnings = winnings(decimal);
    double exact = winnings >= 1 ? 100 * winnings : -100 / winnings;
    if (!(Math.abs(exact) <= Integer.MAX_VALUE)) {
      throw new RefusedOddsException(
          "out_of_range", "decimal", "decimal odds of " + decimal + " have no American number");
    }
    long nearest = Math.round(exact);
    if (Math.abs(decimal(nearest) - decimal) <= ROUNDING * decimal
        || isFourPlacesOf(decimal, nearest)) {
      return even((int) nearest);
    }
    return even((int) Math.floor(exact));
  }

  private static double winnings(double decimal) {
    if (!(decimal > 1) || Double.isInfinite(decimal)) {
      throw new RefusedOddsException(
          "odds_not_above_1", "decimal", "decimal must be odds above 1 and finite, got " + decimal);
    }
    return decimal - 1;
  }

  private static boolean isFourPlacesOf(double decimal, long american) {
    return Math.abs(Math.rint(decimal(american) * 10_000) - decimal * 10_000) < 1e-6;
  }

  private static int even(int american) {
    return american == -100 ? 100 : american;
  }

  /**
   * @param american at most -100 or at least 100
   * @throws RefusedOddsException for a number between, which no price has
   */
  public static double decimal(long american) {
    if (american > -100 && american < 100) {
      throw new RefusedOddsException(
          "american_below_100",
          "american",
          "american must be odds of at most -100 or at least 100, got " + american);
    }
    return american > 0 ? 1 + american / 100.0 : 1 + 100.0 / -american;
  }
}
