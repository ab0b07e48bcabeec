package io.oddsupdate.pricing.model.nhl;

import io.oddsupdate.pricing.model.Poisson;

/**
 * The goals while a special strength is on the ice: none, or a first one that ends it, and then
 * those that five against five score in what is left of its time.
 */
final class Opening {
  /** Goals of one team that are told apart, from 0: three within two minutes are next to none. */
  private static final int WIDTH = 4;

  private Opening() {}

  /**
   * @param from seconds left of regulation
   */
  static GoalGrid of(TeamRates rates, int lead, double from, Strength strength) {
    if (strength.seconds() == 0) {
      return GoalGrid.none();
    }
    GoalGrid grid = new GoalGrid(WIDTH);
    grid.add(0, 0, strength.noGoal());
    double rest = strength.seconds() - strength.secondsToGoal();
    double middle = from - strength.seconds() + rest / 2;
    double homeFirst = strength.homeFirst();
    add(
        grid,
        homeFirst,
        1,
        0,
        rest * rates.home(lead + 1, middle),
        rest * rates.away(lead + 1, middle));
    double awayFirst = strength.awayFirst();
    add(
        grid,
        awayFirst,
        0,
        1,
        rest * rates.home(lead - 1, middle),
        rest * rates.away(lead - 1, middle));
    return grid;
  }

  private static void add(
      GoalGrid grid, double chance, int home, int away, double homeMean, double awayMean) {
    double[] homeGoals = Poisson.masses(homeMean, WIDTH - home);
    double[] awayGoals = Poisson.masses(awayMean, WIDTH - away);
    for (int x = home; x < WIDTH; x++) {
      for (int y = away; y < WIDTH; y++) {
        grid.add(x, y, chance * homeGoals[x - home] * awayGoals[y - away]);
      }
    }
  }
}
