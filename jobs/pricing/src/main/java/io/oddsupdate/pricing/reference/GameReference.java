package io.oddsupdate.pricing.reference;

import java.util.List;

/**
 * One immutable version of what Postgres knows about a game.
 *
 * @param scheduledDay days since 1970-01-01 of the scheduled start, UTC
 * @param prior null where there is none
 * @param playoff whether the rules of the play-offs apply
 * @param players sorted by player id
 * @param model what prices the game where nothing else is pinned
 * @param shadow what prices it beside, for comparison; null where nothing does
 */
public record GameReference(
    String gameId,
    String league,
    long version,
    long scheduledDay,
    Team home,
    Team away,
    Prior prior,
    boolean playoff,
    List<Player> players,
    ModelVersion model,
    ModelVersion shadow,
    MarketConfig config) {

  /** The game as its shadow prices it; null where it has none. */
  public GameReference ofShadow() {
    return shadow == null
        ? null
        : new GameReference(
            gameId,
            league,
            version,
            scheduledDay,
            home,
            away,
            prior,
            playoff,
            players,
            shadow,
            null,
            config);
  }
}
