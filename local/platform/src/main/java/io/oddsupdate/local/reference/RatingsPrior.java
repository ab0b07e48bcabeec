package io.oddsupdate.local.reference;

/**
 * What is expected before the start when nobody has quoted the game: from the teams' ratings alone.
 *
 * <pre>
 * home spread = -(home edge + rating of home - rating of away)
 * total       = league's mean total + pace of home + pace of away
 * </pre>
 *
 * Both are rounded to half points, the grid on which lines are quoted.
 *
 * @param homeSpread home handicap in points, negative where the home team is favoured
 * @param total points of both teams
 */
public record RatingsPrior(double homeSpread, double total) {
  /** Points that playing at home is worth in the NBA of the 2020s. */
  public static final double HOME_EDGE = 2.5;

  /** Points that two average NBA teams of the 2020s score together. */
  public static final double LEAGUE_MEAN_TOTAL = 225.0;

  public static RatingsPrior of(TeamSheet home, TeamSheet away) {
    return new RatingsPrior(
        toHalfPoint(-(HOME_EDGE + home.rating() - away.rating())),
        toHalfPoint(LEAGUE_MEAN_TOTAL + home.pace() + away.pace()));
  }

  public double homePoints() {
    return (total - homeSpread) / 2;
  }

  public double awayPoints() {
    return (total + homeSpread) / 2;
  }

  private static double toHalfPoint(double points) {
    // Adding zero turns -0.0 into 0.0, which would otherwise be another JSON document.
    return Math.rint(points * 2) / 2 + 0.0;
  }
}
