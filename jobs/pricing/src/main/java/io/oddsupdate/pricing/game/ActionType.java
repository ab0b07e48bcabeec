package io.oddsupdate.pricing.game;

/** The closed list of canonical actions. */
public enum ActionType {
  GAME_START,
  PERIOD_START,
  PERIOD_END,
  GAME_END,
  SCORE,
  ATTEMPT,
  FOUL,
  CARD,
  PENALTY,
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
  OTHER
}
