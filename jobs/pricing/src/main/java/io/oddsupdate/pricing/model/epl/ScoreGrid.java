package io.oddsupdate.pricing.model.epl;

import io.oddsupdate.pricing.model.GridScore;
import io.oddsupdate.pricing.model.Poisson;

/** The final score of a football match of two given goal rates. */
public final class ScoreGrid {
  /** Far above any match; keeps a grid's memory bounded. */
  private static final double MOST_GOALS = 100;

  /** What may be cut off a team's distribution. */
  private static final double NOTHING = 1e-15;

  private ScoreGrid() {}

  /**
   * Dixon and Coles (1997): see {@link DixonColes}. The grid is as large as the rates need: less
   * than 1e-14 of either team's distribution is beyond it.
   *
   * @param homeRate goals expected of the home team, above 0 and at most 100
   * @param awayRate goals expected of the away team, above 0 and at most 100
   * @param rho dependence; 0 for two independent Poisson distributions
   * @throws IllegalArgumentException where a rate is out of range, or rho would make a chance
   *     negative; the message names the field
   */
  public static GridScore of(double homeRate, double awayRate, double rho) {
    require("home_rate", homeRate);
    require("away_rate", awayRate);
    return of(DixonColes.of(homeRate, awayRate, rho));
  }

  /** With the nearest dependence that the rates bear. */
  static GridScore near(double homeRate, double awayRate, double rho) {
    return of(DixonColes.nearest(homeRate, awayRate, rho));
  }

  private static GridScore of(DixonColes dependence) {
    double homeRate = dependence.homeRate();
    double awayRate = dependence.awayRate();
    double[] home = Poisson.masses(homeRate, length(homeRate));
    double[] away = Poisson.masses(awayRate, length(awayRate));
    double[] mass = new double[home.length * away.length];
    for (int i = 0; i < home.length; i++) {
      for (int j = 0; j < away.length; j++) {
        double factor = Math.max(0, 1 + dependence.excess(i, j));
        mass[i * away.length + j] = home[i] * away[j] * factor;
      }
    }
    return GridScore.of(0, 0, away.length, mass);
  }

  /**
   * The number of goals from 0 that leaves out less than {@code 1e-14}: beyond twice the mean each
   * mass is less than half of the one before, so the tail is less than the last one.
   */
  static int length(double mean) {
    double mass = StrictMath.exp(-mean);
    int goals = 0;
    while (goals < 2 * mean + 1 || mass > NOTHING) {
      goals++;
      mass *= mean / goals;
    }
    return goals + 1;
  }

  private static void require(String field, double rate) {
    if (!(rate > 0 && rate <= MOST_GOALS)) {
      throw new IllegalArgumentException(
          "%s must be above 0 and at most %s goals, got %s".formatted(field, MOST_GOALS, rate));
    }
  }
}
