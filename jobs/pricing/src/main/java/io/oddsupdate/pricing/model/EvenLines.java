package io.oddsupdate.pricing.model;

import java.util.function.Function;

/**
 * The strengths with which more and less than a bookmaker's lines are equally likely, of the final
 * margin and of the final total. That is what closing lines are: 10,140 NBA games went over in 48.7
 * % and under in 50.0 %, though with overtimes their mean is above the line.
 */
public final class EvenLines {
  private static final double CLOSE = 1e-9;
  private static final int STEPS_MAX = 60;

  /** The density is taken over so many points either way: one number alone may be a key number. */
  private static final int AROUND = 7;

  private EvenLines() {}

  /**
   * @param homeSpread home handicap
   * @param finalScore the final score before the start, by strengths
   * @param least that a team can be expected to score
   */
  public static Strengths solve(
      double homeSpread,
      double total,
      double least,
      Function<Strengths, ScoreDistribution> finalScore) {
    double margin = -homeSpread;
    double points = total;
    for (int step = 0; step < STEPS_MAX; step++) {
      ScoreDistribution score = finalScore.apply(strengths(margin, points, least));
      double marginOff = off(score.margin(), -homeSpread);
      double totalOff = off(score.total(), total);
      margin -= marginOff;
      points -= totalOff;
      if (Math.abs(marginOff) + Math.abs(totalOff) < CLOSE) {
        break;
      }
    }
    return strengths(margin, points, least);
  }

  private static Strengths strengths(double margin, double points, double least) {
    return new Strengths(
        Math.max(least, (points + margin) / 2), Math.max(least, (points - margin) / 2), true);
  }

  /** About by how much the number is too high to lie as often above the line as below. */
  private static double off(Chances chances, double line) {
    int above = (int) Math.floor(line) + 1;
    int below = (int) Math.ceil(line);
    double more = chances.atLeast(above);
    double less = 1 - chances.atLeast(below);
    double density =
        (chances.atLeast(below - AROUND) - chances.atLeast(above + AROUND))
            / (above - below + 2 * AROUND);
    return (more - less) / 2 / Math.max(density, 0.01);
  }
}
