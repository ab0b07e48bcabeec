package io.oddsupdate.analytics.current;

import io.oddsupdate.analytics.SampleUpdates;
import io.oddsupdate.clickhouse.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;

/** A Postgres with the schema of the release. */
public final class CurrentTable implements AutoCloseable {
  private final EmbeddedPostgres server;

  public CurrentTable() throws IOException, SQLException {
    server = EmbeddedPostgres.builder().start();
    try (InputStream ddl =
            CurrentRow.class.getResourceAsStream("/postgres/V1__reference_and_current.sql");
        Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(new String(ddl.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  public String url() {
    return server.getJdbcUrl("postgres", "postgres");
  }

  public String user() {
    return "postgres";
  }

  public Secret password() {
    return new Secret("postgres");
  }

  public Connection connect() throws SQLException {
    return server.getPostgresDatabase().getConnection();
  }

  public void clear() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("TRUNCATE odds_current");
    }
  }

  /** Every row by market key; outcomes as Postgres writes them. */
  public Map<String, CurrentRow> rows() throws SQLException {
    Map<String, CurrentRow> rows = new HashMap<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT * FROM odds_current")) {
      while (row.next()) {
        rows.put(
            row.getString("market_key"),
            new CurrentRow(
                row.getString("market_key"),
                row.getString("league"),
                row.getString("game_id"),
                row.getInt("market_id"),
                row.getString("specifiers"),
                row.getString("player_id"),
                row.getLong("epoch"),
                row.getLong("sequence"),
                row.getString("update_id"),
                row.getString("status"),
                row.getString("reason"),
                OutcomesText.sorted(row.getString("outcomes")),
                row.getString("as_of_event_id"),
                row.getString("model_version")));
      }
    }
    return rows;
  }

  /** What the table must hold after these records of the log. */
  public static Map<String, CurrentRow> newest(LongStream log) {
    Map<String, CurrentRow> newest = new HashMap<>();
    log.forEach(
        n -> {
          CurrentRow row = CurrentRow.of(SampleUpdates.update(n));
          newest.put(row.marketKey(), OutcomesText.sorted(row));
        });
    return newest;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
