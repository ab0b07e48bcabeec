package io.oddsupdate.pricing.game;

/**
 * What a play says about a suspending action before it, in the vendor's order, and whether it may
 * suspend itself. Which actions do suspend is configuration of the league.
 *
 * <p>A review and an injury last: only what cannot happen while the officials confer or a player is
 * treated resolves them. A foul, a card or a penalty may be the very result of a review, a
 * substitution and a timeout fill the wait, a period may end during it. A score, a sending-off and
 * a penalty are over with themselves: whatever comes after them in the log shows a game that goes
 * on with a price that knows of them. The vendor's own bookkeeping (line-ups, corrections) comes at
 * any time and resolves nothing. Wrongly suspended costs a few seconds of turnover, wrongly open
 * costs money.
 */
enum Suspension {
  /** May suspend; leaves what lasts before it standing. */
  BEGINS,
  /** May suspend, and shows that what lasted before it is over. */
  BEGINS_AND_RESOLVES,
  RESOLVES,
  /** Leaves what lasts standing. */
  LEAVES,
  /** Says nothing about the course of the game. */
  BOOKKEEPING;

  static Suspension of(ActionType action) {
    return switch (action) {
      case REVIEW_START, INJURY, CARD, PENALTY -> BEGINS;
      case SCORE -> BEGINS_AND_RESOLVES;
      case REVIEW_END,
          ATTEMPT,
          POSSESSION_CHANGE,
          PERIOD_START,
          GAME_START,
          GAME_END,
          PITCH,
          AT_BAT_END ->
          RESOLVES;
      case FOUL, SUBSTITUTION, TIMEOUT, PERIOD_END, GOALIE_PULLED, STATUS_CHANGE, OTHER -> LEAVES;
      case LINEUP, CORRECTION -> BOOKKEEPING;
    };
  }

  /** Whether it suspends no longer than until the next play. */
  static boolean isMomentary(ActionType action) {
    return switch (action) {
      case SCORE, CARD, PENALTY -> true;
      case GAME_START,
          PERIOD_START,
          PERIOD_END,
          GAME_END,
          ATTEMPT,
          FOUL,
          SUBSTITUTION,
          TIMEOUT,
          REVIEW_START,
          REVIEW_END,
          POSSESSION_CHANGE,
          PITCH,
          AT_BAT_END,
          GOALIE_PULLED,
          STATUS_CHANGE,
          LINEUP,
          INJURY,
          CORRECTION,
          OTHER ->
          false;
    };
  }
}
