package io.oddsupdate.local.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oddsupdate.local.cli.MigrateCommand;
import io.oddsupdate.odds.enrich.ReferenceDocument;
import io.oddsupdate.pricing.engine.Cause;
import io.oddsupdate.pricing.engine.GameBook;
import io.oddsupdate.pricing.engine.GameEngine;
import io.oddsupdate.pricing.engine.Priced;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.market.MarketStatus;
import io.oddsupdate.pricing.market.MarketUpdate;
import io.oddsupdate.pricing.reference.Availability;
import io.oddsupdate.pricing.reference.Enrichment;
import io.oddsupdate.pricing.reference.GameReference;
import io.oddsupdate.pricing.reference.PlayerHot;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShippedVersionsTest {
  private static EmbeddedPostgres postgres;
  private static String url;

  @BeforeAll
  static void migrate() throws IOException, SQLException {
    postgres = EmbeddedPostgres.builder().start();
    url = "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
    MigrateCommand.migrate(url, "postgres", "");
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  private static Connection connection() throws SQLException {
    return postgres.getPostgresDatabase().getConnection();
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = connection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static GameReference published(String gameId) throws SQLException {
    try (Connection connection = connection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT publish_game_reference('%s')".formatted(gameId))) {
      row.next();
    }
    try (Connection connection = connection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT version, document FROM game_reference WHERE game_id = '%s' ORDER BY version DESC LIMIT 1"
                    .formatted(gameId))) {
      row.next();
      return ReferenceDocument.parse(row.getLong(1), row.getString(2));
    }
  }

  /** A game between two made-up teams with one player each. */
  private static void game(String gameId, String league, double spread, double total)
      throws SQLException {
    execute(
        """
        INSERT INTO teams (team_id, league, tricode, name) VALUES
          ('%2$s-h', '%2$s', 'HHH', 'Home'), ('%2$s-a', '%2$s', 'AAA', 'Away')
          ON CONFLICT DO NOTHING;
        INSERT INTO players VALUES ('%2$s-1', '%2$s-h', 'One') ON CONFLICT DO NOTHING;
        INSERT INTO games (game_id, league, scheduled_start, home_team_id, away_team_id,
            prior_spread, prior_total, prior_source)
          VALUES ('%1$s', '%2$s', '2026-11-21', '%2$s-h', '%2$s-a', %3$s, %4$s, 'MARKET');
        INSERT INTO game_players VALUES ('%1$s', '%2$s-1', 'HOME',
          '{"POINTS": 21.5, "REBOUNDS": 8.1, "ASSISTS": 5.2, "GOALS": 0.4, "HITS": 1, "RUSHING_YARDS": 60}')
        """
            .formatted(gameId, league, spread, total));
  }

  @ParameterizedTest
  @CsvSource({
    "nba, -4.5, 221.5, 45, 60",
    "nfl, -3, 45.5, 50, 90",
    "mlb, -0.5, 8.5, 50, 90",
    "nhl, -0.5, 6, 40, 90",
    "epl, -0.5, 2.75, 50, 90"
  })
  void everyLeagueOpensItsMarketsWithWhatIsShipped(
      String league, double spread, double total, int least, int most) throws SQLException {
    String gameId = league + "-20261121-aaa-hhh";
    game(gameId, league, spread, total);

    List<MarketUpdate> updates = opened(published(gameId));

    assertThat(updates).hasSizeBetween(least, most);
    assertThat(updates)
        .filteredOn(update -> update.status() != MarketStatus.ACTIVE)
        .extracting(MarketUpdate::marketKey)
        .as("every market that is offered is priced")
        .isEmpty();
    assertThat(updates).extracting(MarketUpdate::playerId).contains(league + "-1");
  }

  private static List<MarketUpdate> opened(GameReference reference) {
    List<PlayerHot> hot =
        reference.players().stream()
            .map(player -> new PlayerHot(player.playerId(), 1, Availability.IN, 1))
            .toList();
    Priced priced =
        new GameEngine()
            .step(
                GameBook.EMPTY,
                GameState.notStarted(),
                new Cause(reference.league(), reference.gameId(), "e", null),
                new Enrichment(reference, hot, List.of()),
                1);
    return priced.updates();
  }

  @Test
  void theNextGameTakesTheVersionThatTheLeagueHasTurnedTo() throws SQLException {
    execute(
        """
        INSERT INTO model_versions SELECT 'nba-next', league, model_id, constants, 'test'
          FROM model_versions WHERE model_version = 'nba-2026.2'
        """);
    game("nba-20261122-aaa-hhh", "nba", -4.5, 221.5);
    assertThat(published("nba-20261122-aaa-hhh").model().modelVersion()).isEqualTo("nba-2026.2");
    try {
      execute("UPDATE league_settings SET model_version = 'nba-next' WHERE league = 'nba'");
      game("nba-20261123-aaa-hhh", "nba", -4.5, 221.5);

      MarketUpdate first = opened(published("nba-20261123-aaa-hhh")).get(0);

      assertThat(first.modelVersion()).isEqualTo("nba-next");
    } finally {
      execute("UPDATE league_settings SET model_version = 'nba-2026.2' WHERE league = 'nba'");
    }
  }

  @Test
  void aGamesOwnVersionAndTheLeaguesShadowAreInItsDocument() throws SQLException {
    game("mlb-20261124-aaa-hhh", "mlb", -0.5, 8.5);
    execute(
        """
        INSERT INTO model_versions SELECT 'mlb-own', league, model_id, constants, 'test'
          FROM model_versions WHERE model_version = 'mlb-2026.1';
        UPDATE league_settings SET shadow_model_version = 'mlb-own' WHERE league = 'mlb'
        """);
    try {
      GameReference shadowed = published("mlb-20261124-aaa-hhh");
      assertThat(shadowed.model().modelVersion()).isEqualTo("mlb-2026.1");
      assertThat(shadowed.shadow().modelVersion()).isEqualTo("mlb-own");

      execute(
          "UPDATE games SET model_version = 'mlb-own', playoff = true WHERE game_id LIKE"
              + " 'mlb-20261124%'");

      GameReference owned = published("mlb-20261124-aaa-hhh");
      assertThat(owned.version()).isEqualTo(shadowed.version() + 1);
      assertThat(owned.model().modelVersion()).isEqualTo("mlb-own");
      assertThat(owned.shadow()).as("nothing to compare with itself").isNull();
      assertThat(owned.playoff()).isTrue();
    } finally {
      execute("UPDATE league_settings SET shadow_model_version = NULL");
    }
  }

  @Test
  void addsNothingTwice() throws SQLException {
    try (Connection connection = connection()) {
      assertThat(ShippedVersions.insert(connection)).isZero();
    }
  }

  @Test
  void refusesAVersionThatIsThereWithOtherContent() throws SQLException, IOException {
    try (EmbeddedPostgres other = EmbeddedPostgres.builder().start()) {
      String at = "jdbc:postgresql://127.0.0.1:" + other.getPort() + "/postgres";
      MigrateCommand.migrate(at, "postgres", "");
      try (Connection connection = other.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(
            """
            ALTER TABLE market_configs DISABLE TRIGGER ALL;
            UPDATE market_configs SET document = document || '{"max_price": 1000}'
              WHERE config_version = 'epl-markets-1'
            """);
      }

      assertThatThrownBy(() -> MigrateCommand.migrate(at, "postgres", ""))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("market_configs holds epl-markets-1 with other content")
          .hasMessageContaining("under a new version");
    }
  }
}
