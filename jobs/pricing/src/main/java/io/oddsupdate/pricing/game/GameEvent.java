package io.oddsupdate.pricing.game;

/**
 * One record of a game's raw log, as the fold sees it.
 *
 * @param revision strictly rises per event id
 * @param vendorOrder the vendor's order of actions within the game
 * @param deleted whether this record removes the event
 * @param clock null where the event has none
 * @param occurredAtMs the vendor's wall clock, epoch ms, or null
 * @param receivedAtMs when it reached us, epoch ms
 */
public record GameEvent(
    String eventId,
    long revision,
    long vendorOrder,
    boolean deleted,
    EventStatus status,
    Clock clock,
    Long occurredAtMs,
    long receivedAtMs,
    Payload payload) {}
