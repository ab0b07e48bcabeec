package io.oddsupdate.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresRowTest {
  private static final LookupConfig CONFIG = LookupConfig.within(Duration.ofSeconds(3));
  private static final String QUERY = "SELECT version FROM facts WHERE name = ?";

  private static EmbeddedPostgres postgres;

  @BeforeAll
  static void start() throws IOException, SQLException {
    postgres = EmbeddedPostgres.builder().start();
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE facts (name text PRIMARY KEY, version text NOT NULL)");
      statement.execute("INSERT INTO facts VALUES ('a', '3'), ('bad', 'three')");
    }
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  @Test
  void readsARow() {
    try (AsyncLookup<String, Long> rows = rows(url(), CONFIG)) {
      assertThat(rows.lookup("a").join().result()).isEqualTo(new LookupResult.Found<>(3L));
    }
  }

  @Test
  void saysAbsentWhereThereIsNoRow() {
    try (AsyncLookup<String, Long> rows = rows(url(), CONFIG)) {
      assertThat(rows.lookup("none").join().result()).isEqualTo(new LookupResult.Absent<>());
    }
  }

  @Test
  void callsAValueThatCannotBeReadMalformed() {
    try (AsyncLookup<String, Long> rows = rows(url(), CONFIG)) {
      assertThat(rows.lookup("bad").join().result())
          .isEqualTo(new LookupResult.Failed<>(FailureKind.MALFORMED));
    }
  }

  @Test
  void failsWhileTheServerIsDown() throws IOException {
    try (EmbeddedPostgres other = EmbeddedPostgres.builder().start();
        AsyncLookup<String, Long> rows = rows(url(other), CONFIG)) {
      assertThat(rows.lookup("a").join().result())
          .as("no such table")
          .isInstanceOf(LookupResult.Failed.class);
      other.close();

      assertThat(rows.lookup("a").join().result())
          .isEqualTo(new LookupResult.Failed<>(FailureKind.UNAVAILABLE));
    }
  }

  @Test
  void timesOutOnAServerThatNeverAnswers() throws IOException {
    try (SilentServer silent = new SilentServer();
        AsyncLookup<String, Long> rows =
            rows(
                "jdbc:postgresql://127.0.0.1:" + silent.port() + "/postgres",
                LookupConfig.within(Duration.ofMillis(60)))) {
      assertThat(rows.lookup("a").join().result())
          .isEqualTo(new LookupResult.Failed<>(FailureKind.TIMEOUT));
    }
  }

  private static AsyncLookup<String, Long> rows(String url, LookupConfig config) {
    return new BoundedLookup<>(
        "postgres",
        new PostgresRow<>(
            new PostgresConfig(url, "postgres", Secret.NONE, 2),
            QUERY,
            (query, key) -> query.setString(1, key),
            PostgresRowTest::version),
        config);
  }

  private static Long version(ResultSet row) throws SQLException, MalformedValueException {
    try {
      return Long.valueOf(row.getString("version"));
    } catch (NumberFormatException e) {
      throw new MalformedValueException("version is no number", e);
    }
  }

  private static String url() {
    return url(postgres);
  }

  private static String url(EmbeddedPostgres server) {
    return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
  }
}
