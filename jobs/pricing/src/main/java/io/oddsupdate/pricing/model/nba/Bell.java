package io.oddsupdate.pricing.model.nba;

/**
 * A normal distribution on the whole numbers: mass proportional to its density. From a deviation of
 * one up it has the mean and the deviation of the normal to four digits; below, it is a model of
 * its own, whose constants are fitted in this form.
 *
 * <p>Each mass is its neighbour times a factor that itself changes by a constant factor: two
 * multiplications a number, no exponential.
 */
final class Bell {
  /** Beyond so many deviations lies less than 1e-10. */
  private static final double REACH = 6.5;

  /** A deviation below it is a point mass, and squares of it would underflow. */
  private static final double SD_LEAST = 0.02;

  private Bell() {}

  static int first(double mean, double sd) {
    return (int) Math.floor(mean - REACH * sd) - 1;
  }

  static int last(double mean, double sd) {
    return (int) Math.ceil(mean + REACH * sd) + 1;
  }

  /**
   * @param first the number whose mass is at index 0
   * @return sums to 1
   */
  static double[] masses(double mean, double sd, int first, int length) {
    double[] masses = new double[length];
    double half = 0.5 / (Math.max(sd, SD_LEAST) * Math.max(sd, SD_LEAST));
    int centre = Math.min(Math.max((int) Math.rint(mean) - first, 0), length - 1);
    double off = first + centre - mean;
    // The centre is given mass 1: where the mean is far outside, its own density would be nothing.
    masses[centre] = 1;
    double fall = StrictMath.exp(-2 * half);
    double up = StrictMath.exp(-(2 * off + 1) * half);
    double down = StrictMath.exp((2 * off - 1) * half);
    double sum = 1;
    for (int i = centre + 1; i < length; i++) {
      masses[i] = masses[i - 1] * up;
      sum += masses[i];
      up *= fall;
    }
    for (int i = centre - 1; i >= 0; i--) {
      masses[i] = masses[i + 1] * down;
      sum += masses[i];
      down *= fall;
    }
    for (int i = 0; i < length; i++) {
      masses[i] /= sum;
    }
    return masses;
  }
}
