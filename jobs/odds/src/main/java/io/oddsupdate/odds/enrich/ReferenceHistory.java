package io.oddsupdate.odds.enrich;

import io.oddsupdate.lookup.At;
import io.oddsupdate.lookup.During;
import io.oddsupdate.lookup.MalformedValueException;
import io.oddsupdate.lookup.PostgresConfig;
import io.oddsupdate.lookup.PostgresRow;
import io.oddsupdate.pricing.reference.GameReference;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * A game's reference documents in Postgres, each from a while after it was written until the next
 * one's turn: the document of an event is a function of the event's place in time and of rows that
 * never change, so that whoever reads the log later finds what was found at first.
 *
 * <p>An event that is older than every document has the first one. It is what a live run pins the
 * game with as soon as it sees it, and no clock that is late must take a game's reference away.
 */
final class ReferenceHistory {
  /**
   * From a document's being written to its turn. Every event of its time must find it, whose
   * producer's clock may be ahead of the database's, and which may come while the document is
   * written but not yet committed.
   */
  static final Duration TURN = Duration.ofSeconds(2);

  /** The share of {@link #TURN} that is left to a transaction between writing and committing. */
  static final Duration COMMIT = Duration.ofSeconds(1);

  private static final String DOCUMENT_OF_THE_TIME =
      """
      SELECT it.version, it.document, it.created_at, now() AS asked_at,
             NOT EXISTS (SELECT FROM game_reference older
                          WHERE older.game_id = it.game_id AND older.version < it.version) AS first,
             (SELECT min(newer.created_at) FROM game_reference newer
               WHERE newer.game_id = it.game_id AND newer.version > it.version) AS next_at
        FROM game_reference it
       WHERE it.game_id = ?
       ORDER BY it.created_at <= ? DESC,
                CASE WHEN it.created_at <= ? THEN -it.version ELSE it.version END
       LIMIT 1
      """;

  private ReferenceHistory() {}

  static PostgresRow<At<String>, During<GameReference>> in(PostgresConfig postgres) {
    return new PostgresRow<>(
        postgres, DOCUMENT_OF_THE_TIME, ReferenceHistory::bind, ReferenceHistory::read);
  }

  private static void bind(PreparedStatement query, At<String> at) throws SQLException {
    OffsetDateTime writtenBy =
        Instant.ofEpochMilli(at.timeMs()).minus(TURN).atOffset(ZoneOffset.UTC);
    query.setString(1, at.key());
    query.setObject(2, writtenBy);
    query.setObject(3, writtenBy);
  }

  private static During<GameReference> read(ResultSet row)
      throws SQLException, MalformedValueException {
    long version = row.getLong("version");
    OffsetDateTime nextAt = row.getObject("next_at", OffsetDateTime.class);
    Instant askedAt = row.getObject("asked_at", OffsetDateTime.class).toInstant();
    try {
      return new During<>(
          ReferenceDocument.parse(version, row.getString("document")),
          row.getBoolean("first")
              ? During.ALWAYS
              : turnMs(row.getObject("created_at", OffsetDateTime.class)),
          nextAt == null ? During.OPEN : turnMs(nextAt),
          askedAt.plus(TURN).minus(COMMIT).toEpochMilli());
    } catch (IllegalArgumentException e) {
      throw new MalformedValueException("version " + version + ": " + e.getMessage(), e);
    }
  }

  /** The first whole millisecond that is not before the document's turn. */
  private static long turnMs(OffsetDateTime createdAt) {
    return createdAt.toInstant().plus(TURN).plusNanos(999_999).toEpochMilli();
  }
}
