package io.oddsupdate.pricing.model.mlb;

import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.PeriodScore;
import io.oddsupdate.pricing.model.ScoreDistribution;

/**
 * The runs by inning, as far as they are told and agree with the score.
 *
 * @param known whether they do
 */
record Linescore(GameState game, boolean known) {

  static Linescore of(GameState game) {
    int home = 0;
    int away = 0;
    for (PeriodScore score : game.periodScores()) {
      home += score.home();
      away += score.away();
    }
    return new Linescore(
        game,
        !game.periodScores().isEmpty() && home == game.homeScore() && away == game.awayScore());
  }

  /** The score after nine innings of a game that has gone on, or is over. */
  ScoreDistribution regulation(Moment moment) {
    int home = moment.homeScore();
    int away = moment.awayScore();
    if (known) {
      return ScoreDistribution.certain(
          home(1, MlbConstants.INNINGS), away(1, MlbConstants.INNINGS));
    }
    return moment.inning() > MlbConstants.INNINGS
        ? ScoreDistribution.certain(Math.min(home, away), Math.min(home, away))
        : ScoreDistribution.certain(home, away);
  }

  /** Runs of the home team in innings {@code first..last}. */
  int home(int first, int last) {
    int runs = 0;
    for (PeriodScore score : game.periodScores()) {
      runs += first <= score.period() && score.period() <= last ? score.home() : 0;
    }
    return runs;
  }

  /** Runs of the away team in innings {@code first..last}. */
  int away(int first, int last) {
    int runs = 0;
    for (PeriodScore score : game.periodScores()) {
      runs += first <= score.period() && score.period() <= last ? score.away() : 0;
    }
    return runs;
  }
}
