package io.oddsupdate.local.reference;

import io.oddsupdate.pricing.market.League;

/**
 * What is expected before the start when nobody has quoted the game: from the teams' ratings alone.
 *
 * <pre>
 * home spread = -(home edge + rating of home - rating of away)
 * total       = league's total + pace of home + pace of away
 * </pre>
 *
 * Edge and total are the lines at which a game of two average teams is even money in the league's
 * shipped model version, whose {@code home_edge}, {@code league_total} and the like are fitted on
 * past games. Both are rounded to the grid on which the league's lines are quoted.
 *
 * @param homeSpread home handicap in points, goals or runs, negative where the home team is
 *     favoured
 * @param total points, goals or runs of both teams
 */
public record RatingsPrior(double homeSpread, double total) {
  /** Lines of baseball, hockey and soccer hardly move: their prices do, and so must the prior. */
  private static final double FINE = 0.01;

  /**
   * Two average teams.
   *
   * @param homeEdge points, goals or runs that playing at home is worth
   * @param grid of what is expected
   */
  private record Average(double homeEdge, double total, double grid) {
    static Average of(League league) {
      return switch (league) {
        case NBA -> new Average(2.5, 228.5, 0.5);
        case NFL -> new Average(2.5, 45, 0.5);
        case MLB -> new Average(0.14, 8.97, FINE);
        case NHL -> new Average(0.22, 6.24, FINE);
        case EPL -> new Average(0.22, 2.64, FINE);
      };
    }
  }

  public static RatingsPrior of(League league, TeamSheet home, TeamSheet away) {
    return of(league, home.rating() - away.rating(), home.pace() + away.pace());
  }

  /**
   * @param rating points, goals or runs by which the home team is better, at a neutral site
   * @param pace points, goals or runs of both teams by which their games exceed the league's mean
   */
  public static RatingsPrior of(League league, double rating, double pace) {
    Average average = Average.of(league);
    return new RatingsPrior(
        toGrid(-(average.homeEdge() + rating), average.grid()),
        toGrid(average.total() + pace, average.grid()));
  }

  public double homePoints() {
    return (total - homeSpread) / 2;
  }

  public double awayPoints() {
    return (total + homeSpread) / 2;
  }

  private static double toGrid(double points, double grid) {
    // In whole steps, so that a hundredth is the nearest number to it. Adding zero turns -0.0 into
    // 0.0, which would otherwise be another JSON document.
    double steps = 1 / grid;
    return Math.rint(points * steps) / steps + 0.0;
  }
}
