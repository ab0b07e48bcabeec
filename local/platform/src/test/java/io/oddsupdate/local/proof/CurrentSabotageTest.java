package io.oddsupdate.local.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.analytics.current.CurrentRow;
import io.oddsupdate.avro.internal.OddsUpdate;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** odds_current in a real Postgres, and what tampering with it does. */
class CurrentSabotageTest {
  private static EmbeddedPostgres postgres;
  private static Connection connection;
  private final SampleFlow flow = SampleFlow.played();

  @BeforeAll
  static void start() throws IOException, SQLException {
    postgres = EmbeddedPostgres.start();
    connection = postgres.getPostgresDatabase().getConnection();
    try (InputStream ddl =
            CurrentSabotageTest.class.getResourceAsStream(
                "/postgres/V1__reference_and_current.sql");
        Statement statement = connection.createStatement()) {
      statement.execute(new String(ddl.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @AfterAll
  static void stop() throws IOException, SQLException {
    connection.close();
    postgres.close();
  }

  @BeforeEach
  void fill() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("TRUNCATE odds_current");
    }
    Map<String, OddsUpdate> latest = new LinkedHashMap<>();
    flow.internal.forEach(update -> latest.put(MarketKeys.of(update.value()), update.value()));
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO odds_current VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?)")) {
      for (OddsUpdate update : latest.values()) {
        CurrentRow row = CurrentRow.of(update);
        Object[] values = {
          row.marketKey(), row.league(), row.gameId(), row.marketId(), row.specifiers(),
          row.playerId(), row.epoch(), row.sequence(), row.updateId(), row.status(),
          row.reason(), row.outcomes(), row.asOfEventId(), row.modelVersion()
        };
        for (int i = 0; i < values.length; i++) {
          insert.setObject(i + 1, values[i]);
        }
        insert.executeUpdate();
      }
    }
  }

  @Test
  void readsEveryRowBack() throws Exception {
    HopDiff diff = diff();

    assertThat(diff.findings()).isEmpty();
    assertThat(diff.records()).isGreaterThan(10);
  }

  @ParameterizedTest
  @EnumSource(Sabotage.Kind.class)
  void showsExactlyOneTamperedRow(Sabotage.Kind kind) throws Exception {
    new CurrentSabotage(connection).apply(kind);

    HopDiff diff = diff();

    assertThat(List.of(diff.missing(), diff.extra(), diff.different()))
        .isEqualTo(
            switch (kind) {
              case DROP -> List.of(1L, 0L, 0L);
              case DOUBLE -> List.of(0L, 1L, 0L);
              case CHANGE -> List.of(0L, 0L, 1L);
            });
  }

  private HopDiff diff() throws Exception {
    return flow.expectations().current(CurrentTable.rows(connection, "nba"));
  }
}
