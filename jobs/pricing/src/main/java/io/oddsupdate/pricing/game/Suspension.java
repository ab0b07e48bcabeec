package io.oddsupdate.pricing.game;

/**
 * What a play says about a suspending action before it, in the vendor's order.
 *
 * <p>Only what cannot happen while the officials confer or a player is treated resolves. A foul, a
 * card or a penalty may be the very result of a review, a substitution and a timeout fill the wait,
 * a period may end during it, and the vendor's own bookkeeping (line-ups, corrections, changes of
 * status) comes at any time: those leave the suspension standing. Wrongly suspended costs a few
 * seconds of turnover, wrongly open costs money.
 */
enum Suspension {
  BEGINS,
  RESOLVES,
  LEAVES;

  static Suspension of(ActionType action) {
    return switch (action) {
      case REVIEW_START, INJURY -> BEGINS;
      case REVIEW_END,
          SCORE,
          ATTEMPT,
          POSSESSION_CHANGE,
          PERIOD_START,
          GAME_START,
          GAME_END,
          PITCH,
          AT_BAT_END ->
          RESOLVES;
      case FOUL,
          CARD,
          PENALTY,
          SUBSTITUTION,
          TIMEOUT,
          PERIOD_END,
          GOALIE_PULLED,
          STATUS_CHANGE,
          LINEUP,
          CORRECTION,
          OTHER ->
          LEAVES;
    };
  }
}
