package io.oddsupdate.pricing.model.mlb;

import java.util.Arrays;

/** Distributions of a number of runs: P(0), P(1) and so on. */
final class Runs {
  /** What is left out at the far end of a distribution. */
  private static final double NEGLIGIBLE = 1e-9;

  private static final double[] NONE = {1};

  private Runs() {}

  static double[] none() {
    return NONE;
  }

  /**
   * Runs of a half inning: {@code P(0) = 1 / (1 + c·r)}, then geometric, with mean {@code r} (Tango
   * distribution; Walk Like a Sabermetrician, "On Run Distributions, pt. 4", 2012).
   *
   * @param mean r
   * @param control c
   */
  static double[] halfInning(double mean, double control, int length) {
    double[] masses = new double[length];
    masses[0] = 1 / (1 + control * mean);
    double further = 1 - control * masses[0];
    masses[1] = (1 - masses[0]) * (1 - further);
    for (int runs = 2; runs < length; runs++) {
      masses[runs] = masses[runs - 1] * further;
    }
    return trimmed(masses);
  }

  /** The distribution of the sum of two independent ones, cut at {@code length}. */
  static double[] sum(double[] some, double[] others, int length) {
    if (some.length == 1) {
      return others;
    }
    if (others.length == 1) {
      return some;
    }
    double[] sums = new double[Math.min(length, some.length + others.length - 1)];
    for (int i = 0; i < some.length; i++) {
      double mass = some[i];
      int most = Math.min(others.length, sums.length - i);
      for (int j = 0; j < most; j++) {
        sums[i + j] += mass * others[j];
      }
    }
    return trimmed(sums);
  }

  /** The given chances, each times {@code theta^runs}, normalised. */
  static double[] tilted(double[] masses, double theta) {
    double[] tilted = new double[masses.length];
    double power = 1;
    double sum = 0;
    for (int runs = 0; runs < masses.length; runs++) {
      tilted[runs] = masses[runs] * power;
      sum += tilted[runs];
      power *= theta;
    }
    for (int runs = 0; runs < masses.length; runs++) {
      tilted[runs] /= sum;
    }
    return trimmed(tilted);
  }

  /** {@code E(theta^runs)}. */
  static double generating(double[] masses, double theta) {
    double value = 0;
    for (int runs = masses.length - 1; runs >= 0; runs--) {
      value = value * theta + masses[runs];
    }
    return value;
  }

  static double mean(double[] masses) {
    double mean = 0;
    double sum = 0;
    for (int runs = 0; runs < masses.length; runs++) {
      mean += runs * masses[runs];
      sum += masses[runs];
    }
    return mean / sum;
  }

  /** The tilt that gives the distribution a mean; the mean rises with the tilt. */
  static double tiltTo(double mean, double[] masses) {
    double low = 0;
    double high = 16;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (mean(tilted(masses, middle)) < mean) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /** P(runs &ge; k) at k. */
  static double[] tails(double[] masses) {
    double[] tails = masses.clone();
    for (int runs = tails.length - 2; runs >= 0; runs--) {
      tails[runs] += tails[runs + 1];
    }
    return tails;
  }

  private static double[] trimmed(double[] masses) {
    int length = masses.length;
    double rest = masses[length - 1];
    while (length > 1 && rest < NEGLIGIBLE) {
      length--;
      rest += masses[length - 1];
    }
    return length == masses.length ? masses : Arrays.copyOf(masses, length);
  }
}
