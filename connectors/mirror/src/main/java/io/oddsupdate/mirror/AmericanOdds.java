package io.oddsupdate.mirror;

/**
 * American odds of a decimal price. Even money is +100, never -100. A price between two American
 * numbers takes the one that is worse for the customer: a quote never promises more than the
 * decimal price does.
 */
final class AmericanOdds {
  /** Decimal 1: the stake comes back and nothing is won. */
  static final long STAKE = 10_000;

  private static final long EVEN = 2 * STAKE;

  private AmericanOdds() {}

  /**
   * @param price decimal x 10,000
   * @return winnings on 100, negative: stake that wins 100; 0 where nothing can be won
   */
  static int of(long price) {
    if (price <= STAKE) {
      return 0;
    }
    long winnings = price - STAKE;
    return Math.toIntExact(
        price >= EVEN ? Math.floorDiv(winnings, 100) : -stakeToWinHundred(winnings));
  }

  /**
   * The stake whose price, rounded to four places, is this one (-110 is 1.9091); if there is none,
   * the next higher.
   */
  private static long stakeToWinHundred(long winnings) {
    long nearest = Math.round(100.0 * STAKE / winnings);
    if (Math.round(100.0 * STAKE / nearest) == winnings) {
      return nearest;
    }
    return (100 * STAKE + winnings - 1) / winnings;
  }
}
