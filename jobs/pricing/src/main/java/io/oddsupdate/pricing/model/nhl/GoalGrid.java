package io.oddsupdate.pricing.model.nhl;

import io.oddsupdate.pricing.model.GridScore;

/** Joint masses of the goals of a stretch. */
final class GoalGrid {
  /** What is rarer than that leads to no further scores. */
  private static final double NEGLIGIBLE = 1e-8;

  private final int width;
  private final double[] masses;

  GoalGrid(int width) {
    this.width = width;
    this.masses = new double[width * width];
  }

  /** No goals yet. */
  static GoalGrid none() {
    GoalGrid grid = new GoalGrid(1);
    grid.masses[0] = 1;
    return grid;
  }

  int width() {
    return width;
  }

  double mass(int home, int away) {
    return masses[home * width + away];
  }

  void add(int home, int away, double mass) {
    masses[home * width + away] += mass;
  }

  /** Adds a grid that is not wider. */
  void add(double weight, GoalGrid other) {
    for (int x = 0; x < other.width; x++) {
      for (int y = 0; y < other.width; y++) {
        masses[x * width + y] += weight * other.masses[x * other.width + y];
      }
    }
  }

  /**
   * Goals of a stretch alone.
   *
   * @param leads mass of each lead at its beginning, by {@link GoalChain#index}
   */
  static GoalGrid of(GoalsByLead stretch, double[] leads) {
    GoalGrid grid = new GoalGrid(stretch.width());
    double[] scratch = new double[grid.masses.length];
    for (int i = 0; i < leads.length; i++) {
      if (leads[i] > 0) {
        grid.addAt(0, 0, leads[i], stretch.masses(i, scratch), grid.width);
      }
    }
    return grid;
  }

  /** Home goals row by row, to be read only. */
  double[] masses() {
    return masses;
  }

  /**
   * These goals and those of the stretch that follows.
   *
   * @param lead before these goals
   * @param widest goals of one team that are told apart, at most
   */
  GoalGrid then(GoalsByLead next, int lead, int widest) {
    GoalGrid grid = new GoalGrid(Math.min(widest, width + next.width() - 1));
    double[] scratch = new double[next.width() * next.width()];
    for (int more = 1 - width; more < width; more++) {
      double[] after = null;
      for (int x = Math.max(0, more); x < Math.min(width, width + more); x++) {
        double mass = masses[x * width + x - more];
        if (mass > NEGLIGIBLE) {
          after = after == null ? next.masses(GoalChain.index(lead + more), scratch) : after;
          grid.addAt(x, x - more, mass, after, next.width());
        }
      }
    }
    return grid;
  }

  private void addAt(int home, int away, double weight, double[] other, int otherWidth) {
    int rows = Math.min(otherWidth, width - home);
    int cells = Math.min(otherWidth, width - away);
    for (int row = 0; row < rows; row++) {
      int to = (home + row) * width + away;
      int from = row * otherWidth;
      for (int cell = 0; cell < cells; cell++) {
        masses[to + cell] += weight * other[from + cell];
      }
    }
  }

  /**
   * What becomes of the scores at the end of regulation: a draw gets one more goal.
   *
   * @param lead before the goals of the grid
   * @param homeWins chance that the goal after a draw is the home team's
   */
  GoalGrid ended(int lead, double homeWins) {
    GoalGrid ended = new GoalGrid(width + 1);
    for (int x = 0; x < width; x++) {
      for (int y = 0; y < width; y++) {
        double mass = mass(x, y);
        if (lead + x == y) {
          ended.add(x + 1, y, mass * homeWins);
          ended.add(x, y + 1, mass * (1 - homeWins));
        } else {
          ended.add(x, y, mass);
        }
      }
    }
    return ended;
  }

  /** The mass of the draws, of games that begin with a lead. */
  double ties(int lead) {
    double ties = 0;
    for (int x = Math.max(0, -lead); x < width && lead + x < width; x++) {
      ties += mass(x, lead + x);
    }
    return ties;
  }

  /**
   * Adds the masses of the lead after these goals.
   *
   * @param lead before them
   * @param leads by {@link GoalChain#index}
   */
  void addLeads(double weight, int lead, double[] leads) {
    for (int x = 0; x < width; x++) {
      for (int y = 0; y < width; y++) {
        leads[GoalChain.index(lead + x - y)] += weight * mass(x, y);
      }
    }
  }

  /** The score, where the goals so far count; takes the grid over. */
  GridScore score(int home, int away) {
    return GridScore.of(home, away, width, masses);
  }
}
