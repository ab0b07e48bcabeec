package io.oddsupdate.pricing.model.nhl;

import io.oddsupdate.pricing.model.Chances;
import io.oddsupdate.pricing.model.ScoreDistribution;

/**
 * A final score after regulation: one more goal, for one team or the other.
 *
 * @param goals of each team so far
 * @param homeWins chance that the goal is the home team's, strictly between 0 and 1
 */
record SuddenDeathScore(int goals, double homeWins) implements ScoreDistribution {
  static SuddenDeathScore of(int goals, double homeWins) {
    return new SuddenDeathScore(goals, Chances.open(homeWins));
  }

  @Override
  public Chances margin() {
    return least -> least <= -1 ? 1 : least <= 1 ? homeWins : 0;
  }

  @Override
  public Chances total() {
    return Chances.certain(2 * goals + 1);
  }

  @Override
  public Chances home() {
    return least -> least <= goals ? 1 : least == goals + 1 ? homeWins : 0;
  }

  @Override
  public Chances away() {
    return least -> least <= goals ? 1 : least == goals + 1 ? 1 - homeWins : 0;
  }

  @Override
  public double exactly(int home, int away) {
    if (home == goals + 1 && away == goals) {
      return homeWins;
    }
    return home == goals && away == goals + 1 ? 1 - homeWins : 0;
  }

  @Override
  public double bothScore() {
    return goals > 0 ? 1 : 0;
  }
}
