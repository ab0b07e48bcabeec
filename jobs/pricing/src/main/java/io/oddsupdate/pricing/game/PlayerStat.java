package io.oddsupdate.pricing.game;

/** What is counted of a player. */
public enum PlayerStat {
  POINTS,
  REBOUNDS,
  ASSISTS,
  PASSING_YARDS,
  RUSHING_YARDS,
  RECEIVING_YARDS,
  STRIKEOUTS,
  HITS,
  SHOTS,
  SHOTS_ON_GOAL,
  GOALS,
  /** 1 once the player was taken off for good; no market is of it. */
  TAKEN_OFF
}
