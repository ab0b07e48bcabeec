package io.oddsupdate.pricing.engine;

/**
 * The raw record that made the engine price.
 *
 * @param occurredAtMs null where the vendor gave none
 */
public record Cause(String league, String gameId, String eventId, Long occurredAtMs) {}
