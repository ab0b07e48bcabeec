package io.oddsupdate.analytics;

/**
 * A record of the log as it was read: its value, and the texts of its headers, null where there is
 * none.
 */
public record LoggedBytes(
    LogPosition position,
    byte[] value,
    String receivedAt,
    String computedAt,
    String enrichment,
    String traceparent) {}
