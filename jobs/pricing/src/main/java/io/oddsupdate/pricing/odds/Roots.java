package io.oddsupdate.pricing.odds;

import java.util.function.DoubleUnaryOperator;

/** Roots of the falling functions of this package, to the last digits of a double. */
final class Roots {
  /** Newton's steps double the digits, halving gains one bit: ten are usual, none needs more. */
  private static final int STEPS_MAX = 200;

  private static final double ENOUGH = 0x1p-52;

  /** A step this small, relative to the root, leaves an error of about its square. */
  static final double LAST_STEP = 1e-9;

  /** The same of a step whose error is about its cube, times at most a hundred. */
  private static final double LAST_HALLEY_STEP = 1e-5;

  private Roots() {}

  /**
   * @param terms exp(power times each logarithm)
   */
  record Powers(double power, double[] terms) {}

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
   * logarithm of that sum falls, is convex and nearly straight in k: Halley's steps on it, which
   * triple the digits for no more exponentials than Newton's, seldom need a third one.
   *
   * @param logs of the chances, each below 0
   * @param start any power above 0 that is near
   * @param logTarget below the logarithm of their number
   */
  static Powers powers(double[] logs, double start, double logTarget) {
    double least = 0;
    double most = Double.POSITIVE_INFINITY;
    double power = start;
    double top = 0;
    double[] terms = new double[logs.length];
    for (int step = 0; step < STEPS_MAX; step++) {
      top = Double.NEGATIVE_INFINITY;
      for (double log : logs) {
        top = Math.max(top, power * log);
      }
      double sum = 0;
      double weighted = 0;
      double squared = 0;
      for (int i = 0; i < logs.length; i++) {
        double term = StrictMath.exp(power * logs[i] - top);
        terms[i] = term;
        sum += term;
        weighted += term * logs[i];
        squared += term * logs[i] * logs[i];
      }
      double excess = StrictMath.log(sum) + top - logTarget;
      double slope = weighted / sum;
      double newton = -excess / slope;
      double bend = (squared / sum - slope * slope) / (2 * slope);
      double change = newton / Math.max(0.5, 1 + newton * bend);
      if (Math.abs(change) <= LAST_HALLEY_STEP * power) {
        return moved(terms, StrictMath.exp(top), logs, power, change);
      }
      if (excess > 0) {
        least = power;
      } else {
        most = power;
      }
      double next = power + change;
      boolean within = next > least && next < most;
      power = within || most == Double.POSITIVE_INFINITY ? next : least + (most - least) / 2;
    }
    return moved(terms, StrictMath.exp(top), logs, power, 0);
  }

  /** The terms after a last step, which is so small that three terms of its exponential do. */
  private static Powers moved(
      double[] terms, double scale, double[] logs, double power, double change) {
    for (int i = 0; i < terms.length; i++) {
      double by = change * logs[i];
      terms[i] *= scale * (1 + by * (1 + by * (0.5 + by / 6)));
    }
    return new Powers(power + change, terms);
  }
}
