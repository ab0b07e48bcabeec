package io.oddsupdate.odds.ingest;

import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.Verdict;

/**
 * What one record of the raw log meant for its game.
 *
 * @param occurredAtMs the vendor's wall clock, or null
 * @param archives whether the record ends the game for us: nothing of it is kept from here on
 * @param state of the game after the record; null unless it was accepted and the game goes on
 * @param deadValue the record's bytes where it becomes a dead letter, else null
 */
public record GameChange(
    Origin origin,
    long receivedAtMs,
    String league,
    String gameId,
    String eventId,
    long revision,
    Long occurredAtMs,
    Verdict verdict,
    boolean archives,
    GameState state,
    byte[] deadValue) {

  /**
   * When the record entered the raw log: the timestamp that its producer gave it there. Every
   * reader of the log, and of a copy of it, sees the same one; {@code received_at} is as old as a
   * push that had to wait, and stands in for a record that has none.
   */
  public long loggedAtMs() {
    return origin.timestampMs() > 0 ? origin.timestampMs() : receivedAtMs;
  }

  /** Whether the game is to be priced after this record. */
  public boolean isPriced() {
    return state != null;
  }
}
