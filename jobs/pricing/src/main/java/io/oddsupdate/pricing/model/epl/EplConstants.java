package io.oddsupdate.pricing.model.epl;

import io.oddsupdate.pricing.model.Constants;
import java.util.ArrayList;
import java.util.List;

/**
 * The constants of one version of the model.
 *
 * @param homeGoals goals of an average home team
 * @param awayGoals goals of an average away team
 * @param rho dependence of low scores, see {@link DixonColes}
 * @param goalShares the share of a match's goals in minutes 0-15, 15-30, 30-45, the added time of
 *     the first half, 45-60, 60-75, 75-90, the added time of the second half; sums to 1
 * @param addedSeconds mean time added to the first and to the second half
 * @param redOwn factor on a team's rate for each of its players sent off
 * @param redOpponent factor on a team's rate for each opponent sent off
 */
public record EplConstants(
    double homeGoals,
    double awayGoals,
    double rho,
    List<Double> goalShares,
    List<Double> addedSeconds,
    double redOwn,
    double redOpponent) {
  private static final int SHARES = 8;

  public EplConstants {
    goalShares = List.copyOf(goalShares);
    addedSeconds = List.copyOf(addedSeconds);
    double sum = 0;
    for (double share : goalShares) {
      sum += share;
    }
    if (Math.abs(sum - 1) > 1e-6) {
      throw new IllegalArgumentException("constant goal_shares must sum to 1, sums to " + sum);
    }
  }

  /**
   * @throws IllegalArgumentException where a constant is missing or out of range; names it
   */
  public static EplConstants of(Constants constants) {
    return new EplConstants(
        constants.number("home_goals", 0.1, 10),
        constants.number("away_goals", 0.1, 10),
        constants.number("rho", -0.3, 0.3),
        boxed(constants.list("goal_shares", SHARES, 0.001, 1)),
        boxed(constants.list("added_seconds", 2, 1, 1800)),
        constants.number("red_own", 0.1, 1),
        constants.number("red_opponent", 1, 3));
  }

  private static List<Double> boxed(double[] numbers) {
    List<Double> list = new ArrayList<>();
    for (double number : numbers) {
      list.add(number);
    }
    return list;
  }
}
