package io.oddsupdate.pricing.model.nhl;

import io.oddsupdate.pricing.game.EventStatus;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.PeriodType;

/**
 * Where a game stands. A state that no game can be in is taken as the nearest one that it can: a
 * clock is cut to its period, goals are not negative, a regular season's game has one overtime.
 */
sealed interface Moment {
  int home();

  int away();

  /**
   * @param secondsLeft of regulation, above 0, at most {@link NhlConstants#REGULATION_SECONDS}
   */
  record Regulation(int home, int away, double secondsLeft) implements Moment {
    int lead() {
      return home - away;
    }
  }

  /**
   * Level, and the next goal wins.
   *
   * @param secondsLeft until the shootout; infinite in the play-offs
   */
  record Overtime(int home, int away, double secondsLeft) implements Moment {}

  /** Level, in the shootout. */
  record Shootout(int home, int away) implements Moment {}

  /**
   * Nothing more will be scored.
   *
   * @param extended whether the last goal fell after regulation
   */
  record Over(int home, int away, boolean extended) implements Moment {}

  static Moment of(GameState state, boolean playoff) {
    int home = Math.max(0, state.homeScore());
    int away = Math.max(0, state.awayScore());
    boolean extended =
        state.periodType() != PeriodType.REG || state.period() > NhlConstants.PERIODS;
    boolean over = state.status() == EventStatus.ENDED || state.status() == EventStatus.CLOSED;
    if (over || extended && home != away) {
      return new Over(home, away, extended);
    }
    if (extended) {
      return extension(state, playoff, home, away);
    }
    double left = left(state);
    if (left > 0) {
      return new Regulation(home, away, left);
    }
    if (home != away) {
      return new Over(home, away, false);
    }
    double overtime = playoff ? Double.POSITIVE_INFINITY : NhlConstants.OVERTIME_SECONDS;
    return new Overtime(home, away, overtime);
  }

  private static double left(GameState state) {
    if (state.period() <= 0) {
      return NhlConstants.REGULATION_SECONDS;
    }
    double before = (NhlConstants.PERIODS - state.period()) * (double) NhlConstants.PERIOD_SECONDS;
    return before + within(state.secondsRemaining(), NhlConstants.PERIOD_SECONDS);
  }

  private static Moment extension(GameState state, boolean playoff, int home, int away) {
    if (playoff) {
      return new Overtime(home, away, Double.POSITIVE_INFINITY);
    }
    double left = within(state.secondsRemaining(), NhlConstants.OVERTIME_SECONDS);
    boolean shootout =
        state.periodType() == PeriodType.SO || state.period() > NhlConstants.PERIODS + 1;
    return shootout || left == 0 ? new Shootout(home, away) : new Overtime(home, away, left);
  }

  /** A vendor's clock may show more than a period holds, or less than nothing. */
  private static double within(double seconds, double most) {
    return seconds > 0 ? Math.min(seconds, most) : 0;
  }
}
