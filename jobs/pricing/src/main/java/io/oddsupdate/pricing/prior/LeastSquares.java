package io.oddsupdate.pricing.prior;

import java.util.function.Function;

/**
 * Least squares in one or two unknowns by Levenberg's and Marquardt's method, derivatives by
 * differences: a handful of steps of two or three evaluations each.
 */
final class LeastSquares {
  private static final int STEPS_MAX = 60;

  /** Large beside the rounding of a model's sums, small beside anything that is solved for. */
  private static final double NUDGE = 1e-5;

  /** Farther than this a step follows a slope that no longer holds. */
  private static final double STRIDE = 1;

  private static final double DAMPING_LEAST = 1e-12;
  private static final double DAMPING_MOST = 1e8;

  /** In log odds. */
  private static final double CLOSE = 1e-11;

  private static final double STILL = 1e-11;

  private final Function<double[], double[]> differences;
  private double[] at;
  private double[] here;
  private double cost;
  private double damping = 1e-4;

  private LeastSquares(Function<double[], double[]> differences, double[] start) {
    this.differences = differences;
    this.at = start;
    this.here = differences.apply(start);
    this.cost = squares(here);
  }

  /**
   * @param at where the sum of squares is least
   * @param largest difference there
   */
  record Fit(double[] at, double largest) {}

  /**
   * @param start one or two unknowns
   */
  static Fit fit(Function<double[], double[]> differences, double[] start) {
    LeastSquares search = new LeastSquares(differences, start.clone());
    boolean moving = true;
    for (int step = 0; step < STEPS_MAX && moving && largest(search.here) > CLOSE; step++) {
      moving = search.step();
    }
    return new Fit(search.at, largest(search.here));
  }

  /** Whether it came nearer, and may come nearer still. */
  private boolean step() {
    double[][] slopes = new double[at.length][];
    for (int i = 0; i < at.length; i++) {
      double[] beside = at.clone();
      beside[i] += NUDGE;
      slopes[i] = differences.apply(beside);
      for (int j = 0; j < here.length; j++) {
        slopes[i][j] = (slopes[i][j] - here[j]) / NUDGE;
      }
    }
    while (damping <= DAMPING_MOST) {
      double[] change = change(slopes);
      double[] next = at.clone();
      double moved = 0;
      for (int i = 0; i < next.length; i++) {
        next[i] += change[i];
        moved = Math.max(moved, Math.abs(change[i]));
      }
      double[] there = differences.apply(next);
      double nextCost = squares(there);
      if (nextCost < cost) {
        at = next;
        here = there;
        cost = nextCost;
        damping = Math.max(DAMPING_LEAST, damping / 100);
        return moved > STILL;
      }
      if (moved <= STILL) {
        return false;
      }
      damping = Math.max(1e-6, damping) * 10;
    }
    return false;
  }

  /** Solves (J'J + damping * diag J'J) change = -J'here. */
  private double[] change(double[][] slopes) {
    int unknowns = slopes.length;
    double[][] normal = new double[2][2];
    double[] right = new double[2];
    normal[1][1] = 1;
    for (int i = 0; i < unknowns; i++) {
      right[i] = -dot(slopes[i], here);
      for (int j = 0; j < unknowns; j++) {
        normal[i][j] = dot(slopes[i], slopes[j]);
      }
      normal[i][i] += damping * normal[i][i] + Double.MIN_NORMAL;
    }
    double determinant = normal[0][0] * normal[1][1] - normal[0][1] * normal[1][0];
    double[] change = {
      (right[0] * normal[1][1] - right[1] * normal[0][1]) / determinant,
      (right[1] * normal[0][0] - right[0] * normal[1][0]) / determinant
    };
    double[] bounded = new double[unknowns];
    for (int i = 0; i < unknowns; i++) {
      // A flat or degenerate spot has no direction: stay, and let the damping grow.
      bounded[i] = Double.isFinite(change[i]) ? Math.min(STRIDE, Math.max(-STRIDE, change[i])) : 0;
    }
    return bounded;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double squares(double[] numbers) {
    return dot(numbers, numbers);
  }

  private static double largest(double[] numbers) {
    double largest = 0;
    for (double number : numbers) {
      largest = Math.max(largest, Math.abs(number));
    }
    return largest;
  }
}
