package io.oddsupdate.analytics.current;

import io.oddsupdate.analytics.LoggedUpdate;
import io.oddsupdate.clickhouse.Secret;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.jdbc.JdbcConnectionOptions;
import org.apache.flink.connector.jdbc.JdbcExecutionOptions;
import org.apache.flink.connector.jdbc.core.datastream.sink.JdbcSink;

/**
 * The latest update of every market. Written at least once: the statement itself refuses anything
 * that is not newer, so neither a replay nor a second writer can turn a market back.
 *
 * @param url JDBC, such as {@code jdbc:postgresql://host:5432/odds}; must not ask for {@code
 *     reWriteBatchedInserts}, because one statement cannot upsert a market twice
 */
public record CurrentOutput(String url, String user, Secret password) {
  /** Parameters in the order of the columns. */
  static final String UPSERT =
      """
      INSERT INTO odds_current (market_key, league, game_id, market_id, specifiers, player_id, epoch,
        sequence, update_id, status, reason, outcomes, as_of_event_id, model_version)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?)
      ON CONFLICT (market_key) DO UPDATE SET
        epoch = EXCLUDED.epoch, sequence = EXCLUDED.sequence, update_id = EXCLUDED.update_id,
        status = EXCLUDED.status, reason = EXCLUDED.reason, outcomes = EXCLUDED.outcomes,
        as_of_event_id = EXCLUDED.as_of_event_id, model_version = EXCLUDED.model_version
      WHERE (odds_current.epoch, odds_current.sequence) < (EXCLUDED.epoch, EXCLUDED.sequence)
      """;

  /** Rows of one round trip. */
  private static final int BATCH_ROWS = 500;

  /** How stale a reader's row may be because of batching. */
  private static final long BATCH_AGE_MS = 200;

  /** One second, then two, ...: about the time that a restart of Postgres takes. */
  private static final int RETRIES = 5;

  public CurrentOutput {
    if (url == null || !url.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException(
          "postgres.url must start with jdbc:postgresql:, got '" + url + "'");
    }
    if (url.matches(".*[?&]reWriteBatchedInserts=true.*")) {
      throw new IllegalArgumentException(
          "postgres.url must not set reWriteBatchedInserts=true: one statement cannot upsert a"
              + " market twice");
    }
    if (user == null || user.isBlank()) {
      throw new IllegalArgumentException("postgres.user must name a user");
    }
  }

  public Sink<LoggedUpdate> sink() {
    return JdbcSink.<LoggedUpdate>builder()
        .withQueryStatement(
            UPSERT, (statement, logged) -> bind(statement, CurrentRow.of(logged.update())))
        .withExecutionOptions(
            JdbcExecutionOptions.builder()
                .withBatchSize(BATCH_ROWS)
                .withBatchIntervalMs(BATCH_AGE_MS)
                .withMaxRetries(RETRIES)
                .build())
        .buildAtLeastOnce(
            new JdbcConnectionOptions.JdbcConnectionOptionsBuilder()
                .withUrl(url)
                .withDriverName("org.postgresql.Driver")
                .withUsername(user)
                .withPassword(password.value())
                .build());
  }

  static void bind(PreparedStatement statement, CurrentRow row) throws SQLException {
    statement.setString(1, row.marketKey());
    statement.setString(2, row.league());
    statement.setString(3, row.gameId());
    statement.setInt(4, row.marketId());
    statement.setString(5, row.specifiers());
    statement.setObject(6, row.playerId(), Types.VARCHAR);
    statement.setLong(7, row.epoch());
    statement.setLong(8, row.sequence());
    statement.setString(9, row.updateId());
    statement.setString(10, row.status());
    statement.setString(11, row.reason());
    statement.setString(12, row.outcomes());
    statement.setString(13, row.asOfEventId());
    statement.setString(14, row.modelVersion());
  }
}
