package io.oddsupdate.pricing.odds;

import java.util.function.DoubleUnaryOperator;

/** Roots of the falling functions of this package, to the last digits of a double. */
final class Roots {
  /** Newton's steps double the digits, halving gains one bit: ten are usual, none needs more. */
  private static final int STEPS_MAX = 200;

  private static final double ENOUGH = 0x1p-52;

  /** A step this small, relative to the root, leaves an error of about its square. */
  static final double LAST_STEP = 1e-9;

  private Roots() {}

  /**
   * The root of a falling function between {@code low}, where it is not negative, and {@code high},
   * where it is not positive: Newton's steps, halved where they leave what is left to search.
   */
  static double falling(
      double low, double high, DoubleUnaryOperator value, DoubleUnaryOperator slope) {
    double least = low;
    double most = high;
    double root = low;
    for (int step = 0; step < STEPS_MAX; step++) {
      double excess = value.applyAsDouble(root);
      if (Math.abs(excess) <= ENOUGH) {
        return root;
      }
      if (excess > 0) {
        least = root;
      } else {
        most = root;
      }
      double next = root - excess / slope.applyAsDouble(root);
      if (!(next > least && next < most)) {
        next = least + (most - least) / 2;
      }
      if (Math.abs(next - root) <= ENOUGH * Math.abs(next)) {
        return next;
      }
      root = next;
    }
    return root;
  }

  /**
   * The power k at which &Sigma; exp(k &middot; logs) comes to exp({@code logTarget}). The
   * logarithm of that sum falls, is convex and nearly straight in k, so that Newton's steps from
   * the left never overshoot, and from the right do so once at most.
   *
   * @param logs of the chances, each below 0
   * @param start any power above 0 that is near
   * @param logTarget below the logarithm of their number
   */
  static double power(double[] logs, double start, double logTarget) {
    double power = start;
    boolean fromLeft = false;
    for (int step = 0; step < STEPS_MAX; step++) {
      double most = Double.NEGATIVE_INFINITY;
      for (double log : logs) {
        most = Math.max(most, power * log);
      }
      double sum = 0;
      double weighted = 0;
      for (double log : logs) {
        double term = StrictMath.exp(power * log - most);
        sum += term;
        weighted += term * log;
      }
      double change = (StrictMath.log(sum) + most - logTarget) / -(weighted / sum);
      if (fromLeft && change <= 0) {
        return power;
      }
      if (Math.abs(change) <= LAST_STEP * power) {
        return power + change;
      }
      fromLeft = change > 0 || step > 0;
      power = Math.max(0, power + change);
    }
    return power;
  }
}
