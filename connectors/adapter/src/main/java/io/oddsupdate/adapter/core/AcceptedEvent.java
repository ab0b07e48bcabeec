package io.oddsupdate.adapter.core;

/** An event that the raw log has for good. */
public record AcceptedEvent(String gameId, String eventId, long revision) {}
