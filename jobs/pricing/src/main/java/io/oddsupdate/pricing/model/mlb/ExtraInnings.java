package io.oddsupdate.pricing.model.mlb;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a game that is level after an inning comes to: the runs of both teams in all extra innings,
 * as one joint distribution. Innings are played until one is not level, so with {@code W} the runs
 * of a deciding inning and {@code T(v)} the chance of an inning of {@code v} runs each, {@code E(i,
 * j) = W(i, j) + Σ T(v) · E(i - v, j - v)}.
 *
 * <p>Kept as a list of the cells, the likeliest first.
 */
final class ExtraInnings {
  /** Runs of a team that the list goes up to. */
  static final int MOST = 16;

  /** What is not worth adding to a cell of the final score. */
  private static final double NEGLIGIBLE = 1e-11;

  private final int[] home;
  private final int[] away;
  private final double[] mass;
  private final double level;

  /** A cell of the joint distribution. */
  private record Cell(int home, int away, double mass) {}

  ExtraInnings(double[] homeInning, double[] awayInning, WalkOff walkOff, int state) {
    double[] ties = new double[Math.min(MOST, Math.min(homeInning.length, awayInning.length))];
    double sum = 0;
    for (int v = 0; v < ties.length; v++) {
      ties[v] = homeInning[v] * awayInning[v];
      sum += ties[v];
    }
    this.level = sum;
    List<Cell> cells = cells(deciding(homeInning, awayInning, walkOff, state), ties);
    double homeWins = homeWins(homeInning, awayInning) / (1 - level);
    double homeCells = cells.stream().filter(c -> c.home > c.away).mapToDouble(Cell::mass).sum();
    double awayCells = cells.stream().filter(c -> c.home < c.away).mapToDouble(Cell::mass).sum();
    this.home = cells.stream().mapToInt(Cell::home).toArray();
    this.away = cells.stream().mapToInt(Cell::away).toArray();
    this.mass =
        cells.stream()
            .mapToDouble(
                c ->
                    c.home > c.away
                        ? c.mass / homeCells * homeWins
                        : c.mass / awayCells * (1 - homeWins))
            .toArray();
  }

  /** P(the home team scores more in an inning played to the third out). */
  private static double homeWins(double[] homeInning, double[] awayInning) {
    double[] tails = Runs.tails(homeInning);
    double wins = 0;
    for (int v = 0; v < awayInning.length && v + 1 < tails.length; v++) {
      wins += awayInning[v] * tails[v + 1];
    }
    return wins;
  }

  private static List<Cell> cells(double[] grid, double[] ties) {
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < MOST; i++) {
      for (int j = 0; j < MOST; j++) {
        double chance = grid[i * MOST + j];
        for (int v = 1; v <= Math.min(Math.min(i, j), ties.length - 1); v++) {
          chance += ties[v] * grid[(i - v) * MOST + j - v];
        }
        chance /= 1 - ties[0];
        grid[i * MOST + j] = chance;
        if (chance > NEGLIGIBLE) {
          cells.add(new Cell(i, j, chance));
        }
      }
    }
    cells.sort(Comparator.comparingDouble(Cell::mass).reversed());
    return cells;
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
      double more = chance * mass[cell];
      if (more < NEGLIGIBLE) {
        return;
      }
      int i = homeLevel + home[cell];
      int j = awayLevel + away[cell];
      if (i < height && j < width) {
        grid[i * width + j] += more;
      }
    }
  }
}
