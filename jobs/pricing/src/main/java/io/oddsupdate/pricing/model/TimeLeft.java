package io.oddsupdate.pricing.model;

import io.oddsupdate.pricing.game.EventStatus;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.PeriodType;

/**
 * What is left of the game as far as it is scheduled: of regulation, or of the overtime being
 * played.
 *
 * @param share of a whole regulation, 0 to 1; 0 also at the end of a period after which an overtime
 *     may follow
 * @param over whether nothing follows: the game has ended, or regulation or an overtime ran out
 *     with a lead
 */
public record TimeLeft(double share, boolean over) {
  private static final int REGULATION_PERIODS = 4;

  public static TimeLeft of(GameState state, PointsConstants model) {
    if (state.status() == EventStatus.ENDED) {
      return new TimeLeft(0, true);
    }
    double share = share(state, model);
    return new TimeLeft(share, share == 0 && state.homeScore() != state.awayScore());
  }

  private static double share(GameState state, PointsConstants model) {
    if (state.period() <= 0) {
      return 1;
    }
    if (state.periodType() != PeriodType.REG || state.period() > REGULATION_PERIODS) {
      double left = within(state.secondsRemaining(), model.overtimeSeconds());
      return model.overtimeShare() * left / model.overtimeSeconds();
    }
    double period = model.regulationSeconds() / REGULATION_PERIODS;
    double left = within(state.secondsRemaining(), period);
    return ((REGULATION_PERIODS - state.period()) * period + left) / model.regulationSeconds();
  }

  /** A vendor's clock may show more than a period holds, or less than nothing. */
  private static double within(double seconds, double most) {
    return seconds > 0 ? Math.min(seconds, most) : 0;
  }
}
