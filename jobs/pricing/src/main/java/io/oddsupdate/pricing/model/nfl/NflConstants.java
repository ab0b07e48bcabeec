package io.oddsupdate.pricing.model.nfl;

import io.oddsupdate.pricing.model.Constants;
import io.oddsupdate.pricing.model.Curve;

/**
 * The constants of one version of the NFL model.
 *
 * @param quarterSeconds a quarter of regulation
 * @param overtimeSeconds the one overtime of the regular season
 * @param playoffOvertimeSeconds one overtime of the play-offs
 * @param homeEdge mean margin of two equal teams, home minus away, in points
 * @param total mean points of both teams in regulation
 * @param quarterShares share of the points that each quarter brings; sums to 1
 * @param drives of each team in regulation
 * @param drivePoints that a drive can bring, rising, whole
 * @param driveChances of each of them, of an average drive
 * @param marginReversion change of the mean rest of the margin by a point of lead above what was
 *     expected, by the share of points that is still to come
 * @param strengthSd how far the points expected of a team of unknown strength are from the average
 * @param teamSd how far a team's points are from what was expected of it
 * @param keyWeights how much more often than of independent drives regulation ends with a margin of
 *     0, 1, 2 ... points either way; beyond them, 1
 * @param keyFade share of points to come below which the weights fade to 1
 * @param overtimeWinner points of the winner of an overtime, of each way to win it
 * @param overtimeLoser points of the loser in it
 * @param overtimeChances of each way to win it; sum to 1
 * @param overtimeTie P(an overtime of the regular season ends level)
 * @param overtimeTieThrees P(both teams kicked a field goal in an overtime that ends level)
 * @param overtimeEdge standard scores of winning an overtime by a point of mean margin
 * @param expectedPoints of a first down with ten to go, by yards to the goal
 */
public record NflConstants(
    double quarterSeconds,
    double overtimeSeconds,
    double playoffOvertimeSeconds,
    double homeEdge,
    double total,
    double[] quarterShares,
    double drives,
    double[] drivePoints,
    double[] driveChances,
    Curve marginReversion,
    double strengthSd,
    double teamSd,
    double[] keyWeights,
    double keyFade,
    double[] overtimeWinner,
    double[] overtimeLoser,
    double[] overtimeChances,
    double overtimeTie,
    double overtimeTieThrees,
    double overtimeEdge,
    Curve expectedPoints) {
  private static final int REVERSION_POINTS = 5;
  private static final int KEYS = 29;
  private static final int OVERTIME_WAYS = 4;
  private static final int YARD_POINTS = 20;
  private static final double ROUNDING = 1e-6;

  public NflConstants {
    requireSum("quarter_shares", quarterShares, 1, 1);
    requireSum("drive_chances", driveChances, 0, 1);
    requireSum("overtime_chances", overtimeChances, 1, 1);
    double before = 0;
    for (double points : drivePoints) {
      if (points != Math.rint(points) || points <= before) {
        throw new IllegalArgumentException(
            "constant drive_points must be rising whole numbers, got %s after %s"
                .formatted(points, before));
      }
      before = points;
    }
  }

  private static void requireSum(String name, double[] numbers, double least, double most) {
    double sum = 0;
    for (double number : numbers) {
      sum += number;
    }
    if (!(sum >= least - ROUNDING && sum <= most + ROUNDING)) {
      throw new IllegalArgumentException(
          "constant %s must sum to %s, sums to %s"
              .formatted(name, least == most ? "1" : "at most 1", sum));
    }
  }

  /**
   * @throws IllegalArgumentException where one is missing or out of range; the message names it
   */
  public static NflConstants of(Constants constants) {
    double[] left = constants.list("points_left", REVERSION_POINTS, 0, 1);
    double[] yards = constants.list("yards_to_goal", YARD_POINTS, 0, 100);
    int outcomes = (int) constants.number("drive_outcomes", 1, 10);
    return new NflConstants(
        constants.number("quarter_seconds", 60, 3600),
        constants.number("overtime_seconds", 60, 3600),
        constants.number("playoff_overtime_seconds", 60, 3600),
        constants.number("home_edge", -20, 20),
        constants.number("league_total", 10, 200),
        constants.list("quarter_shares", 4, 0.01, 1),
        constants.number("drives", 1, 1000),
        constants.list("drive_points", outcomes, 1, 8),
        constants.list("drive_chances", outcomes, 0, 1),
        Curve.of("points_left", left, constants.list("margin_reversion", REVERSION_POINTS, -1, 1)),
        constants.number("strength_sd", 0.01, 20),
        constants.number("team_sd", 0.1, 50),
        constants.list("key_weights", KEYS, 0.01, 100),
        constants.number("key_fade", 0.001, 1),
        constants.list("overtime_winner", OVERTIME_WAYS, 1, 20),
        constants.list("overtime_loser", OVERTIME_WAYS, 0, 19),
        constants.list("overtime_chances", OVERTIME_WAYS, 0, 1),
        constants.number("overtime_tie", 0.0001, 0.9),
        constants.number("overtime_tie_threes", 0, 1),
        constants.number("overtime_edge", 0, 1),
        Curve.of("yards_to_goal", yards, constants.list("expected_points", YARD_POINTS, -5, 8)));
  }
}
