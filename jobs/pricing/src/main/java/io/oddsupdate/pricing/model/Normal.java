package io.oddsupdate.pricing.model;

/** The standard normal distribution. */
public final class Normal {
  private Normal() {}

  /**
   * P(Z &le; x), to about 1e-15 absolute: Hart's rational approximation as given by West (2005).
   * Strict arithmetic, so that two machines publish the same bytes; a general maths library's error
   * function is an order of magnitude slower, and one reprice asks some thousand times.
   */
  public static double cdf(double x) {
    double distance = Math.abs(x);
    if (distance > 37) {
      return x > 0 ? 1 : 0;
    }
    double exponential = StrictMath.exp(-distance * distance / 2);
    double upper =
        distance < 7.07106781186547
            ? exponential * numerator(distance) / denominator(distance)
            : exponential / continuedFraction(distance) / 2.506628274631;
    return x > 0 ? 1 - upper : upper;
  }

  private static double numerator(double x) {
    double sum = 3.52624965998911e-2 * x + 0.700383064443688;
    sum = sum * x + 6.37396220353165;
    sum = sum * x + 33.912866078383;
    sum = sum * x + 112.079291497871;
    sum = sum * x + 221.213596169931;
    return sum * x + 220.206867912376;
  }

  private static double denominator(double x) {
    double sum = 8.83883476483184e-2 * x + 1.75566716318264;
    sum = sum * x + 16.064177579207;
    sum = sum * x + 86.7807322029461;
    sum = sum * x + 296.564248779674;
    sum = sum * x + 637.333633378831;
    sum = sum * x + 793.826512519948;
    return sum * x + 440.413735824752;
  }

  private static double continuedFraction(double x) {
    return x + 1 / (x + 2 / (x + 3 / (x + 4 / (x + 0.65))));
  }

  /**
   * The mass of each whole number {@code first .. first + length - 1} under a normal distribution,
   * with a continuity of half a point; the last one also takes everything above it, and, where
   * {@code closed}, the first one everything below.
   *
   * @param sd positive
   * @return sums to 1 where {@code closed}
   */
  public static double[] masses(double mean, double sd, int first, int length, boolean closed) {
    double[] masses = new double[length];
    double below = closed ? 0 : cdf((first - 0.5 - mean) / sd);
    for (int i = 0; i < length; i++) {
      double upTo = i == length - 1 ? 1 : cdf((first + i + 0.5 - mean) / sd);
      masses[i] = Math.max(0, upTo - below);
      below = upTo;
    }
    return masses;
  }
}
