package io.oddsupdate.pricing.model.epl;

/**
 * Finds two goal rates from what they are to give: least squares in the logarithms of the rates
 * (Levenberg and Marquardt), from an average match.
 */
final class RateSolver {
  private static final int STEPS_MOST = 200;
  private static final double STEP = 1e-6;
  private static final double CLOSE = 1e-13;

  /** Rates are looked for between e^-6 (0.0025) and e^3.5 (33) goals. */
  private static final double LEAST = -6;

  private static final double MOST = 3.5;

  /** How far off two rates are from what is asked, one number a condition. */
  @FunctionalInterface
  interface Conditions {
    double[] off(double homeRate, double awayRate);
  }

  /**
   * @param error root of the mean square of what the conditions are off
   */
  record Solution(double home, double away, double error) {}

  private RateSolver() {}

  static Solution solve(Conditions conditions) {
    double x = StrictMath.log(1.5);
    double y = StrictMath.log(1.2);
    double[] off = at(conditions, x, y);
    double square = square(off);
    double damping = 1e-3;
    for (int step = 0; step < STEPS_MOST && damping < 1e12; step++) {
      double[] byX = at(conditions, x + STEP, y);
      double[] byY = at(conditions, x, y + STEP);
      double xx = 0;
      double xy = 0;
      double yy = 0;
      double xr = 0;
      double yr = 0;
      for (int i = 0; i < off.length; i++) {
        double dx = (byX[i] - off[i]) / STEP;
        double dy = (byY[i] - off[i]) / STEP;
        xx += dx * dx;
        xy += dx * dy;
        yy += dy * dy;
        xr += dx * off[i];
        yr += dy * off[i];
      }
      double a = xx * (1 + damping) + 1e-15;
      double b = yy * (1 + damping) + 1e-15;
      double determinant = a * b - xy * xy;
      double nextX = within(x - (b * xr - xy * yr) / determinant);
      double nextY = within(y - (a * yr - xy * xr) / determinant);
      double[] nextOff = at(conditions, nextX, nextY);
      double nextSquare = square(nextOff);
      if (!(nextSquare < square)) {
        damping *= 10;
        continue;
      }
      double moved = Math.abs(nextX - x) + Math.abs(nextY - y);
      x = nextX;
      y = nextY;
      off = nextOff;
      square = nextSquare;
      damping = Math.max(1e-12, damping / 10);
      if (moved < CLOSE) {
        break;
      }
    }
    return new Solution(StrictMath.exp(x), StrictMath.exp(y), Math.sqrt(square / off.length));
  }

  private static double[] at(Conditions conditions, double x, double y) {
    return conditions.off(StrictMath.exp(x), StrictMath.exp(y));
  }

  private static double within(double logarithm) {
    return Math.min(MOST, Math.max(LEAST, logarithm));
  }

  private static double square(double[] off) {
    double sum = 0;
    for (double each : off) {
      sum += each * each;
    }
    return sum;
  }
}
