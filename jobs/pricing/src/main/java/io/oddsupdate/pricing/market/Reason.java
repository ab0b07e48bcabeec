package io.oddsupdate.pricing.market;

import io.oddsupdate.pricing.game.ActionType;
import java.util.Locale;

/** Why a market has its status; of several reasons the one that comes first here is given. */
public enum Reason {
  TRADER,
  FEED_DOWN,
  INTERRUPTED,
  REVIEW,
  INJURY,
  CARD,
  PENALTY,
  SCORE,
  REFERENCE_UNAVAILABLE,
  PRICED,
  DECIDED,
  SETTLED,
  CORRECTED,
  CANCELLED;

  private final String text = name().toLowerCase(Locale.ROOT);

  /** As updates carry it: {@code feed_down}. */
  public String text() {
    return text;
  }

  /** The reason of a suspending action. */
  public static Reason of(ActionType action) {
    return switch (action) {
      case INJURY -> INJURY;
      case SCORE -> SCORE;
      case CARD -> CARD;
      case PENALTY -> PENALTY;
      case REVIEW_START,
          GAME_START,
          PERIOD_START,
          PERIOD_END,
          GAME_END,
          ATTEMPT,
          FOUL,
          SUBSTITUTION,
          TIMEOUT,
          REVIEW_END,
          POSSESSION_CHANGE,
          PITCH,
          AT_BAT_END,
          GOALIE_PULLED,
          STATUS_CHANGE,
          LINEUP,
          CORRECTION,
          OTHER ->
          REVIEW;
    };
  }
}
