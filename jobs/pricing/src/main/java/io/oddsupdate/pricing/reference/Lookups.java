package io.oddsupdate.pricing.reference;

import java.util.List;

/**
 * What the lookups of one event returned.
 *
 * @param reference null unless found
 * @param hot the players found, sorted by player id
 * @param cached whether every answer came from a cache
 */
public record Lookups(
    LookupOutcome referenceOutcome,
    GameReference reference,
    LookupOutcome hotOutcome,
    List<PlayerHot> hot,
    boolean cached) {}
