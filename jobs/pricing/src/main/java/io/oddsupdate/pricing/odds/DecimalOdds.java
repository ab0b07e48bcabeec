package io.oddsupdate.pricing.odds;

/** Decimal prices, in the fixed point in which they travel: decimal x 10,000. */
public final class DecimalOdds {
  /** Decimal 1: the stake comes back and nothing is won. */
  public static final long STAKE = 10_000;

  /** A hundredth: the step of a published price. */
  private static final long STEP = 100;

  /** What rounding may have taken from a price that is a whole step. */
  private static final double ROUNDING = 1e-9;

  private DecimalOdds() {}

  /**
   * The price of a booked chance, down to whole hundredths: against the customer.
   *
   * @param booked above 0, at most 1
   * @param longest decimal; a longer price is cut to it
   * @return decimal x 10,000, at least {@link #STAKE}
   */
  public static long price(double booked, double longest) {
    double decimal = Math.min(longest, 1 / booked);
    return Math.max(STAKE, (long) Math.floor(decimal * 100 * (1 + ROUNDING)) * STEP);
  }
}
