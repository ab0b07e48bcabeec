package io.oddsupdate.pricing.model.epl;

import io.oddsupdate.pricing.model.GridScore;
import io.oddsupdate.pricing.model.LineParts;
import java.util.List;

/**
 * The goal rates that the chances of a match's result stand for, by the score grid of Dixon and
 * Coles: what a bookmaker's margin-free prices say of the two teams.
 *
 * @param home goals expected of the home team
 * @param away goals expected of the away team
 * @param error root of the mean square by which the grid of these rates misses the chances
 */
public record GoalExpectancy(double home, double away, double error) {
  /** Two chances, two rates: they are met, or there are no such rates. */
  private static final double MET = 1e-7;

  /** Of three chances; real closing prices miss by 0.01 to 0.02, half of their margins. */
  private static final double NEAR = 0.03;

  /**
   * @param result chances of home, draw and away; positive, taken in proportion to their sum
   * @throws IllegalArgumentException where no rates give them, or an argument is out of range
   */
  public static GoalExpectancy ofResult(List<Double> result, double rho) {
    double[] fair = fair(result);
    return solved(
        RateSolver.solve(
            (home, away) -> {
              GridScore score = ScoreGrid.near(home, away, rho);
              return new double[] {
                score.margin().atLeast(1) - fair[0], 1 - score.margin().atLeast(0) - fair[2]
              };
            }),
        MET,
        "result " + result,
        rho);
  }

  /**
   * The nearest rates: three chances, two rates.
   *
   * @param result chances of home, draw and away; positive, taken in proportion to their sum
   * @param line of the total, a multiple of a quarter, above 0
   * @param over chance of winning with over, of what is not refunded
   * @throws IllegalArgumentException where no rates come near them, or an argument is out of range
   */
  public static GoalExpectancy ofResultAndTotal(
      List<Double> result, double line, double over, double rho) {
    double[] fair = fair(result);
    if (!(line > 0 && line <= 20)) {
      throw new IllegalArgumentException("line must be above 0 and at most 20, got " + line);
    }
    if (!(over > 0 && over < 1)) {
      throw new IllegalArgumentException("over must be between 0 and 1, got " + over);
    }
    return solved(
        RateSolver.solve(
            (home, away) -> {
              GridScore score = ScoreGrid.near(home, away, rho);
              double homeWins = score.margin().atLeast(1);
              double notAway = score.margin().atLeast(0);
              return new double[] {
                homeWins - fair[0],
                notAway - homeWins - fair[1],
                1 - notAway - fair[2],
                LineParts.over(line, score.total()).probability() - over
              };
            }),
        NEAR,
        "result %s and over %s %s".formatted(result, line, over),
        rho);
  }

  private static double[] fair(List<Double> result) {
    if (result.size() != 3) {
      throw new IllegalArgumentException(
          "result must be the chances of home, draw and away, got " + result);
    }
    double sum = 0;
    for (double chance : result) {
      if (!(chance > 0 && chance < 1)) {
        throw new IllegalArgumentException(
            "each chance of the result must be between 0 and 1, got " + result);
      }
      sum += chance;
    }
    return new double[] {result.get(0) / sum, result.get(1) / sum, result.get(2) / sum};
  }

  private static GoalExpectancy solved(
      RateSolver.Solution solution, double tolerance, String what, double rho) {
    if (!(solution.error() <= tolerance)) {
      throw new IllegalArgumentException(
          "no goal rates give %s; the nearest, %s and %s, miss it by %s"
              .formatted(what, solution.home(), solution.away(), solution.error()));
    }
    // A dependence that these rates do not bear was cut on the way: that is no solution.
    DixonColes.of(solution.home(), solution.away(), rho);
    return new GoalExpectancy(solution.home(), solution.away(), solution.error());
  }
}
