package io.oddsupdate.pricing.model.nhl;

import io.oddsupdate.pricing.model.GridScore;
import java.util.Arrays;

/** Joint masses of the goals still to come, gathered over the strengths that the teams may have. */
final class GoalGrid {
  private final int width;
  private final double[] masses;

  GoalGrid(int width) {
    this.width = width;
    this.masses = new double[width * width];
  }

  int width() {
    return width;
  }

  /** Adds a grid of the same width. */
  void add(double weight, GoalGrid other) {
    for (int i = 0; i < masses.length; i++) {
      masses[i] += weight * other.masses[i];
    }
  }

  /**
   * Adds what becomes of the scores at the end of regulation: a draw gets one more goal.
   *
   * @param regulation a grid that is narrower
   * @param lead before the goals of the grid
   * @param homeWins chance that the goal after a draw is the home team's
   * @return the mass of the draws
   */
  double addEnded(double weight, GoalGrid regulation, int lead, double homeWins) {
    double ties = 0;
    for (int x = 0; x < regulation.width; x++) {
      for (int y = 0; y < regulation.width; y++) {
        double mass = regulation.masses[x * regulation.width + y];
        if (lead + x == y) {
          ties += mass;
          masses[(x + 1) * width + y] += weight * mass * homeWins;
          masses[x * width + y + 1] += weight * mass * (1 - homeWins);
        } else {
          masses[x * width + y] += weight * mass;
        }
      }
    }
    return ties;
  }

  /** Adds early goals alone. */
  void add(double weight, EarlyGoals early) {
    for (int x = 0; x < early.width(); x++) {
      for (int y = 0; y < early.width(); y++) {
        masses[x * width + y] += weight * early.masses()[x * early.width() + y];
      }
    }
  }

  /**
   * Adds early goals followed by late ones.
   *
   * @param lead the lowest lead at the beginning of the early goals
   * @param leads the masses of that lead and of those above it
   */
  void add(double weight, EarlyGoals early, LateGoals late, int lead, double[] leads) {
    LateGoals.Slice slice = late.at(early.secondsLeft());
    double[] of = new double[LateChain.LEADS];
    double[] after = new double[LateGoals.CELLS];
    for (int more = 1 - early.width(); more < early.width(); more++) {
      Arrays.fill(of, 0);
      for (int i = 0; i < leads.length; i++) {
        of[LateChain.index(lead + i + more)] += leads[i];
      }
      slice.masses(of, after);
      addDiagonal(weight, early, more, after);
    }
  }

  /** The early scores that the home team wins by {@code more}, each followed by the same goals. */
  private void addDiagonal(double weight, EarlyGoals early, int more, double[] after) {
    for (int x = Math.max(0, more); x < Math.min(early.width(), early.width() + more); x++) {
      int y = x - more;
      double mass = weight * early.masses()[x * early.width() + y];
      for (int row = 0; row < LateGoals.WIDTH; row++) {
        int to = (x + row) * width + y;
        int from = row * LateGoals.WIDTH;
        for (int cell = 0; cell < LateGoals.WIDTH; cell++) {
          masses[to + cell] += mass * after[from + cell];
        }
      }
    }
  }

  /** The score, where the goals so far count; takes the grid over. */
  GridScore score(int home, int away) {
    return GridScore.of(home, away, width, masses);
  }
}
