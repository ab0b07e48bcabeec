package io.oddsupdate.pricing.model;

import io.oddsupdate.pricing.game.GameState;

/** A league's model made ready for one game. Immutable; may be asked by many threads. */
public interface GameModel {
  /**
   * What is expected of the game in a state of it. Never fails for a state that the fold can reach:
   * a clock, a score or a situation that is impossible is taken as the nearest possible one.
   */
  Outlook outlook(GameState state);
}
