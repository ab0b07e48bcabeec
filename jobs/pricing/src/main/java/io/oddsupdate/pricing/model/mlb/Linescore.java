package io.oddsupdate.pricing.model.mlb;

import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.PeriodScore;
import io.oddsupdate.pricing.model.ScoreDistribution;
import io.oddsupdate.pricing.reference.Side;

/**
 * The runs by inning, as far as they are told and agree with the score.
 *
 * @param known whether they do
 */
record Linescore(GameState game, boolean known) {

  static Linescore of(GameState game) {
    long home = 0;
    long away = 0;
    boolean possible = !game.periodScores().isEmpty();
    for (PeriodScore score : game.periodScores()) {
      home += score.home();
      away += score.away();
      possible &= score.home() >= 0 && score.away() >= 0;
    }
    return new Linescore(game, possible && home == game.homeScore() && away == game.awayScore());
  }

  /** The score after nine innings of a game that has gone on, or is over. */
  ScoreDistribution regulation(Moment moment) {
    int home = moment.homeScore();
    int away = moment.awayScore();
    if (known) {
      return certain(1, MlbConstants.INNINGS);
    }
    return moment.inning() > MlbConstants.INNINGS
        ? ScoreDistribution.certain(Math.min(home, away), Math.min(home, away))
        : ScoreDistribution.certain(home, away);
  }

  /** Runs of a team in innings {@code first..last}. */
  int runs(Side side, int first, int last) {
    int runs = 0;
    for (PeriodScore score : game.periodScores()) {
      if (first <= score.period() && score.period() <= last) {
        runs += side == Side.HOME ? score.home() : score.away();
      }
    }
    return runs;
  }

  /** Both teams' runs in innings {@code first..last}, all played. */
  ScoreDistribution certain(int first, int last) {
    return ScoreDistribution.certain(runs(Side.HOME, first, last), runs(Side.AWAY, first, last));
  }
}
