package io.oddsupdate.pricing.model.nhl;

import io.oddsupdate.pricing.model.Chances;
import io.oddsupdate.pricing.model.ScoreDistribution;

/**
 * A final score while regulation is played: no game ends level.
 *
 * @param homeGoals so far
 * @param awayGoals so far
 * @param scores without mass on a draw
 */
record UntiedScore(int homeGoals, int awayGoals, ScoreDistribution scores)
    implements ScoreDistribution {
  @Override
  public Chances margin() {
    return scores.margin();
  }

  /** Of a level game, one more goal is certain. */
  @Override
  public Chances total() {
    Chances total = scores.total();
    int certain = homeGoals + awayGoals + (homeGoals == awayGoals ? 1 : 0);
    return least -> least <= certain ? 1 : total.atLeast(least);
  }

  @Override
  public Chances home() {
    return scores.home();
  }

  @Override
  public Chances away() {
    return scores.away();
  }

  @Override
  public double exactly(int home, int away) {
    return home == away ? 0 : scores.exactly(home, away);
  }

  @Override
  public double bothScore() {
    return scores.bothScore();
  }
}
