package io.oddsupdate.pricing.model;

/** The Poisson distribution. */
public final class Poisson {
  private Poisson() {}

  /**
   * P(0), P(1) ... P(length - 1).
   *
   * @param mean 0 to 500: above it P(0) would underflow
   */
  public static double[] masses(double mean, int length) {
    double[] masses = new double[length];
    masses[0] = StrictMath.exp(-mean);
    for (int i = 1; i < length; i++) {
      masses[i] = masses[i - 1] * mean / i;
    }
    return masses;
  }
}
