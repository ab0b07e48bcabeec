package io.oddsupdate.pricing.odds;

import io.oddsupdate.pricing.odds.Devigged.Fallback;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Takes the margin out of a market's odds. With &pi; = 1/odds and B = &Sigma;&pi;:
 *
 * <ul>
 *   <li>multiplicative: p = &pi;/B
 *   <li>additive: p = &pi; - (B - 1)/n; where that is not above 0, multiplicative, flagged
 *   <li>power: p = &pi;^k with &Sigma;p = 1 (Clarke, Kovalchik and Ingram 2017)
 *   <li>Shin: p = (&radic;(z&sup2; + 4(1 - z)&pi;&sup2;/B) - z) / (2(1 - z)) with &Sigma;p = 1, z
 *       the share of insiders (Shin 1993; Jullien and Salani&eacute; 1994); of two outcomes equal
 *       to additive
 *   <li>odds ratio: p = &pi;/(c + &pi; - c&pi;) with &Sigma;p = 1, c the ratio of the booked odds
 *       to the fair ones (Cheung 2015)
 * </ul>
 *
 * Where B is at most 1 there is no margin: multiplicative, flagged.
 *
 * <p>Each equation has one root and falls throughout, so it is found from any odds: to the last
 * digits of a double. Pure, and {@link StrictMath}: equal odds give equal bytes.
 */
public final class Devig {
  /** More outcomes than any market has. */
  private static final int OUTCOMES_MAX = 1000;

  private Devig() {}

  /**
   * @param odds decimal, above 1, of all outcomes of one market on one line
   * @throws RefusedOddsException where there are fewer than two, or one is not above 1
   */
  public static Devigged devig(DevigMethod method, List<Double> odds) {
    double[] booked = booked(odds);
    double overround = 0;
    for (double each : booked) {
      overround += each;
    }
    if (!(overround > 1)) {
      return multiplicative(booked, overround, Optional.of(Fallback.NO_MARGIN));
    }
    return switch (method) {
      case MULTIPLICATIVE -> multiplicative(booked, overround, Optional.empty());
      case ADDITIVE -> additive(booked, overround);
      case POWER -> power(booked, overround);
      case SHIN -> shin(booked, overround);
      case ODDS_RATIO -> oddsRatio(odds, overround);
    };
  }

  private static double[] booked(List<Double> odds) {
    if (odds.size() < 2 || odds.size() > OUTCOMES_MAX) {
      throw new RefusedOddsException(
          "odds_count",
          "odds",
          "odds must be of 2 to %d outcomes, got %d".formatted(OUTCOMES_MAX, odds.size()));
    }
    double[] booked = new double[odds.size()];
    for (int i = 0; i < booked.length; i++) {
      double each = odds.get(i);
      if (!(each > 1) || Double.isInfinite(each)) {
        throw new RefusedOddsException(
            "odds_not_above_1",
            "odds[" + i + "]",
            "odds[" + i + "] must be decimal odds above 1 and finite, got " + each);
      }
      booked[i] = 1 / each;
    }
    return booked;
  }

  private static Devigged multiplicative(
      double[] booked, double overround, Optional<Fallback> fallback) {
    return new Devigged(
        normalised(booked),
        overround,
        OptionalDouble.empty(),
        DevigMethod.MULTIPLICATIVE,
        fallback);
  }

  private static Devigged additive(double[] booked, double overround) {
    double each = (overround - 1) / booked.length;
    double[] fair = new double[booked.length];
    for (int i = 0; i < fair.length; i++) {
      fair[i] = booked[i] - each;
      if (!(fair[i] > 0)) {
        return multiplicative(booked, overround, Optional.of(Fallback.NEGATIVE_PROBABILITY));
      }
    }
    return of(fair, overround, OptionalDouble.empty(), DevigMethod.ADDITIVE);
  }

  private static Devigged power(double[] booked, double overround) {
    double[] logs = new double[booked.length];
    for (int i = 0; i < logs.length; i++) {
      logs[i] = StrictMath.log(booked[i]);
    }
    double power = Roots.powers(logs, 1, 0).power();
    // Anew, not its terms: of two outcomes the one with the longer odds never comes out likelier.
    double[] fair = new double[booked.length];
    for (int i = 0; i < fair.length; i++) {
      fair[i] = StrictMath.exp(power * logs[i]);
    }
    return of(fair, overround, OptionalDouble.of(power), DevigMethod.POWER);
  }

  private static Devigged shin(double[] booked, double overround) {
    double[] squares = new double[booked.length];
    for (int i = 0; i < squares.length; i++) {
      squares[i] = booked[i] * booked[i] / overround;
    }
    double insiders = Roots.falling(0, 1, z -> excess(squares, z), z -> slope(squares, z));
    double[] fair = new double[booked.length];
    for (int i = 0; i < fair.length; i++) {
      fair[i] = shin(squares[i], insiders);
    }
    return of(fair, overround, OptionalDouble.of(insiders), DevigMethod.SHIN);
  }

  /** Shin's formula times (root + z)/(root + z): nothing cancels, also at z = 1. */
  private static double shin(double square, double z) {
    return 2 * square / (root(square, z) + z);
  }

  private static double root(double square, double z) {
    return Math.sqrt(z * z + 4 * (1 - z) * square);
  }

  private static double excess(double[] squares, double z) {
    double sum = -1;
    for (double square : squares) {
      sum += shin(square, z);
    }
    return sum;
  }

  private static double slope(double[] squares, double z) {
    double sum = 0;
    for (double square : squares) {
      double root = root(square, z);
      double below = root + z;
      sum -= 2 * square * ((z - 2 * square) / root + 1) / (below * below);
    }
    return sum;
  }

  private static Devigged oddsRatio(List<Double> odds, double overround) {
    double[] against = new double[odds.size()];
    double longest = 0;
    for (int i = 0; i < against.length; i++) {
      against[i] = odds.get(i) - 1;
      longest = Math.max(longest, 1 / against[i]);
    }
    // With c = n/min(odds - 1) no outcome is above 1/n.
    double ratio =
        Roots.falling(
            1,
            against.length * longest,
            c -> excessAtRatio(against, c),
            c -> slopeAtRatio(against, c));
    double[] fair = new double[against.length];
    for (int i = 0; i < fair.length; i++) {
      fair[i] = 1 / (1 + ratio * against[i]);
    }
    return of(fair, overround, OptionalDouble.of(ratio), DevigMethod.ODDS_RATIO);
  }

  private static double excessAtRatio(double[] against, double ratio) {
    double sum = -1;
    for (double each : against) {
      sum += 1 / (1 + ratio * each);
    }
    return sum;
  }

  private static double slopeAtRatio(double[] against, double ratio) {
    double sum = 0;
    for (double each : against) {
      double below = 1 + ratio * each;
      sum -= each / (below * below);
    }
    return sum;
  }

  private static Devigged of(
      double[] fair, double overround, OptionalDouble parameter, DevigMethod used) {
    return new Devigged(normalised(fair), overround, parameter, used, Optional.empty());
  }

  /** Takes out what the last digits of a root leave. */
  private static List<Double> normalised(double[] weights) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    List<Double> shares = new ArrayList<>(weights.length);
    for (double weight : weights) {
      shares.add(weight / sum);
    }
    return List.copyOf(shares);
  }
}
