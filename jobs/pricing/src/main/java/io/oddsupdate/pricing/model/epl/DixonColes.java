package io.oddsupdate.pricing.model.epl;

/**
 * The dependence of low scores of Dixon and Coles (1997, JRSS C 46:265-280): the product of two
 * Poisson distributions times {@code 1 + excess(x, y)}, with
 *
 * <pre>
 *   excess(0, 0) = -lambda mu rho    excess(0, 1) = lambda rho
 *   excess(1, 0) = mu rho            excess(1, 1) = -rho          else 0
 * </pre>
 *
 * (home goals x of mean lambda, away goals y of mean mu). With these signs the four corrections
 * cancel in every row and column: the grid sums to 1 and keeps both means. With those of (0, 1) and
 * (1, 0) swapped, as in some code, it does neither. A negative rho makes 0-0 and 1-1 likelier.
 */
record DixonColes(double homeRate, double awayRate, double rho) {

  /**
   * @throws IllegalArgumentException where a chance would be negative
   */
  static DixonColes of(double homeRate, double awayRate, double rho) {
    double least = Math.max(-1 / homeRate, -1 / awayRate);
    double most = Math.min(1, 1 / (homeRate * awayRate));
    if (!(rho >= least && rho <= most)) {
      throw new IllegalArgumentException(
          "rho must be between %s and %s for rates %s and %s, got %s"
              .formatted(least, most, homeRate, awayRate, rho));
    }
    return new DixonColes(homeRate, awayRate, rho);
  }

  /** The nearest rho that leaves every chance not negative. */
  static DixonColes nearest(double homeRate, double awayRate, double rho) {
    double least = Math.max(-1 / homeRate, -1 / awayRate);
    double most = Math.min(1, 1 / (homeRate * awayRate));
    return new DixonColes(homeRate, awayRate, Math.min(most, Math.max(least, rho)));
  }

  /** What the chance of a score is changed by, as a share of the product's; 0 above one goal. */
  double excess(int home, int away) {
    if (home > 1 || away > 1) {
      return 0;
    }
    if (home == 0) {
      return away == 0 ? -homeRate * awayRate * rho : homeRate * rho;
    }
    return away == 0 ? awayRate * rho : -rho;
  }
}
