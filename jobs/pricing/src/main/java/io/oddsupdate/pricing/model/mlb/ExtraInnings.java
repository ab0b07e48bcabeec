package io.oddsupdate.pricing.model.mlb;

/**
 * What a game that is level after an inning comes to: the runs of both teams in all extra innings,
 * as one joint distribution. Innings are played until one is not level, so with {@code W} the runs
 * of a deciding inning and {@code T(v)} the chance of an inning of {@code v} runs each, {@code E(i,
 * j) = W(i, j) + Σ T(v) · E(i - v, j - v)}.
 *
 * <p>Kept as a list of the cells that count.
 */
final class ExtraInnings {
  /** Runs of a team that the list goes up to. */
  static final int MOST = 16;

  private static final double NEGLIGIBLE = 1e-10;

  private final int[] home;
  private final int[] away;
  private final double[] mass;
  private final double level;

  ExtraInnings(double[] homeInning, double[] awayInning, WalkOff walkOff, int state) {
    double[] grid = deciding(homeInning, awayInning, walkOff, state);
    double[] ties = new double[MOST];
    double sum = 0;
    for (int v = 0; v < Math.min(MOST, Math.min(homeInning.length, awayInning.length)); v++) {
      ties[v] = homeInning[v] * awayInning[v];
      sum += ties[v];
    }
    this.level = sum;
    int cells = 0;
    double total = 0;
    for (int i = 0; i < MOST; i++) {
      for (int j = 0; j < MOST; j++) {
        double chance = grid[i * MOST + j];
        for (int v = 1; v <= Math.min(i, j); v++) {
          chance += ties[v] * grid[(i - v) * MOST + j - v];
        }
        chance /= 1 - ties[0];
        grid[i * MOST + j] = chance;
        if (chance > NEGLIGIBLE) {
          cells++;
          total += chance;
        }
      }
    }
    this.home = new int[cells];
    this.away = new int[cells];
    this.mass = new double[cells];
    int cell = 0;
    for (int i = 0; i < grid.length; i++) {
      if (grid[i] > NEGLIGIBLE) {
        home[cell] = i / MOST;
        away[cell] = i % MOST;
        mass[cell++] = grid[i] / total;
      }
    }
  }

  private static double[] deciding(
      double[] homeInning, double[] awayInning, WalkOff walkOff, int state) {
    double[] grid = new double[MOST * MOST];
    double[] homeTail = Runs.tails(homeInning);
    for (int j = 0; j < Math.min(MOST, awayInning.length); j++) {
      for (int i = 0; i < Math.min(j, homeInning.length); i++) {
        grid[i * MOST + j] = awayInning[j] * homeInning[i];
      }
      if (j + 1 < homeTail.length) {
        double[] margins = walkOff.margins(state, j);
        for (int m = 0; m < WalkOff.MARGINS && j + 1 + m < MOST; m++) {
          grid[(j + 1 + m) * MOST + j] = awayInning[j] * homeTail[j + 1] * margins[m];
        }
      }
    }
    return grid;
  }

  /** Expected number of extra innings of a game that is level. */
  double expected() {
    return 1 / (1 - level);
  }

  /**
   * Adds games that are level to a grid of final scores; what lies beyond the grid is left out.
   *
   * @param homeLevel row of the level score
   * @param awayLevel column of the level score
   */
  void addTo(double[] grid, int width, int homeLevel, int awayLevel, double chance) {
    int height = grid.length / width;
    for (int cell = 0; cell < mass.length; cell++) {
      int i = homeLevel + home[cell];
      int j = awayLevel + away[cell];
      if (i < height && j < width) {
        grid[i * width + j] += chance * mass[cell];
      }
    }
  }
}
