package io.oddsupdate.analytics;

import java.time.Instant;

/**
 * What an update's headers say about its making; may differ between two runs. Null where the log
 * says nothing.
 *
 * @param receivedAt when the platform accepted the event
 * @param computedAt when the update was priced
 * @param enrichment {@code fresh} or {@code cached}
 * @param traceparent W3C trace context
 */
public record ProcessingFacts(
    Instant receivedAt, Instant computedAt, String enrichment, String traceparent) {
  /** An update whose making is not told. */
  public static final ProcessingFacts UNKNOWN = new ProcessingFacts(null, null, null, null);
}
