package io.oddsupdate.local.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.local.cli.MigrateCommand;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What changes a game's document publishes it, of every game that it changes and of no other. */
class DocumentsToComeTest {
  private static EmbeddedPostgres postgres;

  @BeforeAll
  static void migrate() throws IOException, SQLException {
    postgres = EmbeddedPostgres.builder().start();
    MigrateCommand.migrate(url(postgres), "postgres", "");
    execute(
        """
        INSERT INTO teams (team_id, league, tricode, name) VALUES
          ('h', 'nba', 'HHH', 'Home'), ('a', 'nba', 'AAA', 'Away');
        INSERT INTO players VALUES ('p', 'h', 'One');
        INSERT INTO model_versions SELECT league || '-next', league, model_id, constants, 'test'
          FROM model_versions WHERE model_version IN ('nba-2026.2', 'nfl-2026.2')
        """);
    registered("past", "nba", "-2 days");
    registered("delayed", "nba", "-8 hours");
    registered("tonight", "nba", "3 hours");
    registered("elsewhere", "nhl", "3 hours");
    game("unfinished", "nba", "3 hours");
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  @BeforeEach
  void reset() throws SQLException {
    execute(
        """
        UPDATE games SET model_version = NULL, prior_spread = -4.5;
        UPDATE league_settings SET model_version = 'nba-2026.2', shadow_model_version = NULL
          WHERE league = 'nba'
        """);
  }

  private static String url(EmbeddedPostgres server) {
    return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void game(String gameId, String league, String startsIn) throws SQLException {
    execute(
        """
        INSERT INTO games (game_id, league, scheduled_start, home_team_id, away_team_id,
            prior_spread, prior_total, prior_source)
          VALUES ('%s', '%s', now() + interval '%s', 'h', 'a', -4.5, 221.5, 'MARKET')
        """
            .formatted(gameId, league, startsIn));
  }

  private static void registered(String gameId, String league, String startsIn)
      throws SQLException {
    game(gameId, league, startsIn);
    execute("SELECT publish_game_reference('%s')".formatted(gameId));
  }

  /** {@code game_id path} of the newest documents that are not of {@code before}. */
  private static List<String> published(long before, String path) throws SQLException {
    return texts(
        """
        SELECT DISTINCT ON (game_id) game_id || ' ' || coalesce(document #>> '{%s}', 'none')
          FROM game_reference r
         WHERE (SELECT count(*) FROM game_reference o WHERE o.created_at <= r.created_at) > %d
         ORDER BY game_id, version DESC
        """
            .formatted(path, before));
  }

  private static long documents() throws SQLException {
    return Long.parseLong(texts("SELECT count(*) FROM game_reference").get(0));
  }

  private static List<String> texts(String sql) throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }

  @Test
  void aLeaguesNextVersionReachesEveryRegisteredGameThatHasNotStarted() throws SQLException {
    long before = documents();

    execute("UPDATE league_settings SET model_version = 'nba-next' WHERE league = 'nba'");

    assertThat(published(before, "model,model_version"))
        .containsExactly("delayed nba-next", "tonight nba-next");
  }

  @Test
  void soDoesItsShadow() throws SQLException {
    long before = documents();

    execute("UPDATE league_settings SET shadow_model_version = 'nba-next' WHERE league = 'nba'");

    assertThat(published(before, "shadow,model_version"))
        .containsExactly("delayed nba-next", "tonight nba-next");
  }

  @Test
  void aGamesOwnVersionAndItsPriorReachThatGame() throws SQLException {
    long before = documents();

    execute("UPDATE games SET model_version = 'nba-next' WHERE game_id = 'tonight'");
    assertThat(published(before, "model,model_version")).containsExactly("tonight nba-next");

    execute("UPDATE games SET prior_spread = -7.5 WHERE game_id = 'tonight'");
    assertThat(published(before, "prior,home_spread")).containsExactly("tonight -7.5");
    assertThat(documents()).isEqualTo(before + 2);
  }

  @Test
  void aTransactionPublishesOneDocumentAGameWhateverItChanges() throws SQLException {
    long before = documents();

    execute(
        """
        BEGIN;
        UPDATE league_settings SET model_version = 'nba-next' WHERE league = 'nba';
        UPDATE league_settings SET shadow_model_version = 'nba-2026.2' WHERE league = 'nba';
        UPDATE games SET prior_spread = -1.5 WHERE game_id = 'tonight';
        COMMIT
        """);

    assertThat(published(before, "prior,home_spread"))
        .containsExactly("delayed -4.5", "tonight -1.5");
    assertThat(documents()).isEqualTo(before + 2);
  }

  @Test
  void documentsOfATurnHaveOneTimeAndTakeNoLockEach() throws SQLException {
    long before = documents();

    try (Connection turning = postgres.getPostgresDatabase().getConnection();
        Statement statement = turning.createStatement()) {
      turning.setAutoCommit(false);
      statement.execute(
          """
          UPDATE league_settings SET model_version = 'nba-next' WHERE league = 'nba';
          SET CONSTRAINTS ALL IMMEDIATE
          """);
      assertThat(texts("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"))
          .containsExactly("0");
      turning.commit();
    }

    assertThat(documents()).isEqualTo(before + 2);
    assertThat(
            texts(
                """
                SELECT count(*) FROM game_reference
                 WHERE created_at = (SELECT max(created_at) FROM game_reference)
                """))
        .containsExactly("2");
  }

  @Test
  void aLeagueThatIsChangedTwiceInATransactionPublishesWhatItIsInTheEnd() throws SQLException {
    long before = documents();

    execute(
        """
        BEGIN;
        UPDATE league_settings SET model_version = 'nba-next' WHERE league = 'nba';
        UPDATE league_settings SET model_version = 'nba-2026.2' WHERE league = 'nba';
        COMMIT
        """);

    assertThat(documents()).isEqualTo(before);
  }

  @Test
  void whatChangesNothingPublishesNothing() throws SQLException {
    long before = documents();

    execute("UPDATE league_settings SET model_version = model_version");
    execute("UPDATE games SET model_version = model_version, prior_total = prior_total");

    assertThat(documents()).isEqualTo(before);
  }

  @Test
  void aGameThatIsRegisteredWhileItsLeagueTurnsGetsTheNewVersion() throws Exception {
    CompletableFuture<Void> registration;
    try (Connection turning = postgres.getPostgresDatabase().getConnection();
        Statement statement = turning.createStatement()) {
      turning.setAutoCommit(false);
      statement.execute(
          "UPDATE league_settings SET model_version = 'nfl-next' WHERE league = 'nfl'");
      registration =
          CompletableFuture.runAsync(
              () -> {
                try {
                  registered("late", "nfl", "4 hours");
                } catch (SQLException e) {
                  throw new IllegalStateException(e);
                }
              });
      awaitsALock();
      turning.commit();
    }
    registration.get(20, TimeUnit.SECONDS);

    assertThat(published(0, "model,model_version")).contains("late nfl-next");
  }

  /** The registration must wait: it cannot know yet which version its league will have. */
  private static void awaitsALock() throws SQLException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    String waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'";
    while (texts(waiting).get(0).equals("0")) {
      assertThat(System.nanoTime()).as("the registration waits").isLessThan(deadline);
    }
  }

  @Test
  void aDatabaseWithGamesOfAnEarlierReleaseIsBroughtUpWithItsDocumentsAsTheyWere()
      throws IOException, SQLException {
    try (EmbeddedPostgres old = EmbeddedPostgres.builder().start()) {
      Flyway.configure()
          .dataSource(url(old), "postgres", "")
          .locations("classpath:postgres")
          .target("2")
          .load()
          .migrate();
      try (Connection connection = old.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(
            """
            INSERT INTO teams VALUES ('h', 'nba', 'HHH', 'Home'), ('a', 'nba', 'AAA', 'Away');
            INSERT INTO games VALUES ('g', 'nba', now() + interval '3 hours', 'h', 'a');
            INSERT INTO game_reference VALUES ('g', 1, '{"of": "an earlier release"}', '2026-01-01')
            """);
      }

      MigrateCommand.migrate(url(old), "postgres", "");

      try (Connection connection = old.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement();
          ResultSet rows =
              statement.executeQuery(
                  "SELECT document ->> 'of', document -> 'model' ->> 'model_version', created_at <"
                      + " '2026-01-02' FROM game_reference ORDER BY version")) {
        rows.next();
        assertThat(rows.getString(1)).isEqualTo("an earlier release");
        assertThat(rows.getBoolean(3)).isTrue();
        assertThat(rows.next()).as("its league's first settings publish it").isTrue();
        assertThat(rows.getString(2)).isEqualTo("nba-2026.2");
        assertThat(rows.next()).isFalse();
      }
    }
  }
}
