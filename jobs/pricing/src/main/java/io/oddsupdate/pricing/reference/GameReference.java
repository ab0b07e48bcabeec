package io.oddsupdate.pricing.reference;

import java.util.List;

/**
 * One immutable version of what Postgres knows about a game.
 *
 * @param scheduledDay days since 1970-01-01 of the scheduled start, UTC
 * @param prior null where there is none
 * @param playoff whether the rules of the play-offs apply
 * @param players sorted by player id
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
    MarketConfig config) {}
