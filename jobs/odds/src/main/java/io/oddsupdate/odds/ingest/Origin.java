package io.oddsupdate.odds.ingest;

/**
 * Where a record stands in the raw log and what it carries for those who come after.
 *
 * @param key the record's key, or null
 * @param traceparent W3C trace context, or null
 * @param timestampMs the record's own in the log, epoch milliseconds; not positive where it has
 *     none
 */
public record Origin(
    String topic, int partition, long offset, byte[] key, String traceparent, long timestampMs) {
  private static final String RAW_PREFIX = "raw.events.";

  /** The league that the topic belongs to. */
  public String league() {
    return topic.startsWith(RAW_PREFIX) ? topic.substring(RAW_PREFIX.length()) : topic;
  }
}
