package io.oddsupdate.pricing.model.mlb;

import io.oddsupdate.pricing.game.EventStatus;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.PeriodScore;
import io.oddsupdate.pricing.game.Situation;

/**
 * Where a game of baseball stands: always a half inning that is being played or about to begin. The
 * third out of a half inning is the start of the next one.
 *
 * @param inning from 1
 * @param bottom whether the home team bats
 * @param state of the half inning, a {@link BaseOut} index
 * @param homeScore not negative
 * @param over whether nothing follows
 */
record Moment(int inning, boolean bottom, int state, int homeScore, int awayScore, boolean over) {
  /** More than any game has seen, so that a mistyped number stays a small one. */
  private static final int MOST_INNINGS = 100;

  private static final int MOST_RUNS = 1000;

  static Moment of(GameState game, boolean playoff) {
    int home = Math.min(MOST_RUNS, Math.max(0, game.homeScore()));
    int away = Math.min(MOST_RUNS, Math.max(0, game.awayScore()));
    int inning = Math.min(MOST_INNINGS, Math.max(1, game.period()));
    if (game.status() == EventStatus.ENDED || game.status() == EventStatus.CLOSED) {
      return new Moment(inning, true, BaseOut.START, home, away, true);
    }
    if (game.period() <= 0) {
      return new Moment(1, false, BaseOut.START, home, away, false);
    }
    Situation situation = game.situation();
    boolean bottom = situation.bottom();
    boolean last = inning >= MlbConstants.INNINGS;
    if (situation.outs() < 3) {
      boolean over = last && bottom && home > away;
      int state = BaseOut.of(Math.max(0, situation.outs()), situation.bases() & 7);
      if (state == BaseOut.START && !playoff && beginsExtraInning(game, bottom)) {
        state = BaseOut.RUNNER_ON_SECOND;
      }
      return new Moment(inning, bottom, state, home, away, over);
    }
    boolean over = last && (bottom ? home != away : home > away);
    int next = bottom && !over ? inning + 1 : inning;
    return new Moment(next, !bottom, start(next, playoff), home, away, over);
  }

  private static int start(int inning, boolean playoff) {
    return inning > MlbConstants.INNINGS && !playoff ? BaseOut.RUNNER_ON_SECOND : BaseOut.START;
  }

  /**
   * Nobody out and nobody on in an extra inning without a run is its start, before the vendor has
   * put the runner on second base; with a run, the batters have cleared the bases.
   */
  private static boolean beginsExtraInning(GameState game, boolean bottom) {
    if (game.period() <= MlbConstants.INNINGS) {
      return false;
    }
    for (PeriodScore score : game.periodScores()) {
      if (score.period() == game.period()) {
        return (bottom ? score.home() : score.away()) <= 0;
      }
    }
    return bottom || game.awayScore() <= game.homeScore();
  }

  int outs() {
    return BaseOut.outs(state);
  }
}
