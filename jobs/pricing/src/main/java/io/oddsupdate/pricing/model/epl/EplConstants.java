package io.oddsupdate.pricing.model.epl;

import io.oddsupdate.pricing.model.Constants;
import java.util.Arrays;
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
 * @param overrunSeconds mean time played beyond the added time that the officials announced
 * @param redOwn factor on a team's rate for each of its players sent off
 * @param redOpponent factor on a team's rate for each opponent sent off
 * @param supremacySd how unequal teams are: the deviation of half the logarithm of the ratio of
 *     their rates, between matches
 */
public record EplConstants(
    double homeGoals,
    double awayGoals,
    double rho,
    List<Double> goalShares,
    List<Double> addedSeconds,
    double overrunSeconds,
    double redOwn,
    double redOpponent,
    double supremacySd) {
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
        listed(constants.list("goal_shares", SHARES, 0.001, 1)),
        listed(constants.list("added_seconds", 2, 1, 1800)),
        constants.number("overrun_seconds", 1, 600),
        constants.number("red_own", 0.1, 1),
        constants.number("red_opponent", 1, 3),
        constants.number("supremacy_sd", 0, 1));
  }

  private static List<Double> listed(double[] numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }
}
