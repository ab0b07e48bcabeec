package io.oddsupdate.odds.ingest;

/**
 * A record of the raw log that cannot be used, and why.
 *
 * @param reason a stable code: {@code undecodable}, {@code unknown_schema}, {@code invalid_field},
 *     {@code game_archived}
 * @param detail names the field or the fault
 * @param eventId null where the record could not be decoded, like everything after it
 */
public record DeadRecord(
    RawRecord raw, String reason, String detail, String eventId, Long revision, String gameId) {
  public static final String UNDECODABLE = "undecodable";
  public static final String UNKNOWN_SCHEMA = "unknown_schema";
  public static final String INVALID_FIELD = "invalid_field";
  public static final String GAME_ARCHIVED = "game_archived";

  static DeadRecord undecoded(RawRecord raw, String reason, String detail) {
    return new DeadRecord(raw, reason, detail, null, null, null);
  }
}
