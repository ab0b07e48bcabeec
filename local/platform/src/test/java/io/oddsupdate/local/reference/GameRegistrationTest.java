package io.oddsupdate.local.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.oddsupdate.local.cli.MigrateCommand;
import io.oddsupdate.pricing.game.PlayerStat;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GameRegistrationTest {
  private static EmbeddedPostgres postgres;
  private static DataSource database;

  private final Map<String, Double> hotForms = new TreeMap<>();
  private final GameRegistration registration =
      new GameRegistration(
          database, (league, player, form) -> hotForms.put(league + "/" + player, form));

  @BeforeAll
  static void startPostgres() throws IOException, SQLException {
    postgres = EmbeddedPostgres.builder().start();
    database = postgres.getPostgresDatabase();
    MigrateCommand.migrate(
        "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres", "postgres", "");
  }

  @AfterAll
  static void stopPostgres() throws IOException {
    postgres.close();
  }

  private static GameSheet sheet(String vendorGameId, int firstTeam, double homeRating) {
    return new GameSheet(
        "nba",
        "nba-livedata",
        vendorGameId,
        Instant.parse("2026-12-01T00:30:00Z").plusSeconds(86_400L * firstTeam),
        team(firstTeam, "HOM", homeRating),
        team(firstTeam + 1, "AWY", 1.0));
  }

  private static TeamSheet team(int id, String tricode, double rating) {
    return new TeamSheet(
        "16" + id,
        tricode,
        "Team " + id,
        rating,
        1.5,
        List.of(
            new PlayerSheet("9" + id + "1", "A. First", weights(3), 1.05),
            new PlayerSheet("9" + id + "2", "B. Second", weights(1), 0.95)));
  }

  private static Map<PlayerStat, Double> weights(double weight) {
    return Map.of(PlayerStat.POINTS, weight, PlayerStat.REBOUNDS, weight);
  }

  @Test
  void publishesADocumentWithThePriorOfTheRatings() throws SQLException, IOException {
    GameSheet sheet = sheet("0022600101", 10, 4.0);

    long version = registration.register(sheet);

    assertThat(version).isEqualTo(1);
    JsonNode document = document(sheet.gameId());
    assertThat(sheet.gameId()).isEqualTo("nba-20261211-awy-hom");
    // Home edge 2.5 and a rating that is three points better; pace adds three points.
    assertThat(document.path("prior").path("home_spread").asDouble()).isEqualTo(-5.5);
    assertThat(document.path("prior").path("total").asDouble()).isEqualTo(231.5);
    assertThat(document.path("prior").path("source").asText()).isEqualTo("RATINGS");
    assertThat(document.path("home").path("tricode").asText()).isEqualTo("HOM");
    double home = 0;
    double away = 0;
    for (JsonNode player : document.path("players")) {
      double points = player.path("expected").path("POINTS").asDouble();
      if (player.path("side").asText().equals("HOME")) {
        home += points;
      } else {
        away += points;
      }
    }
    assertThat(home).isCloseTo((231.5 + 5.5) / 2, within(0.011));
    assertThat(away).isCloseTo((231.5 - 5.5) / 2, within(0.011));
  }

  @Test
  void theSameSheetAgainChangesNothing() throws SQLException {
    GameSheet sheet = sheet("0022600102", 20, 0.0);
    registration.register(sheet);
    String before = allRows();

    assertThat(registration.register(sheet)).isEqualTo(1);
    assertThat(allRows()).isEqualTo(before);
  }

  @Test
  void aChangedSheetPublishesTheNextVersionAndKeepsTheFirst() throws SQLException, IOException {
    GameSheet sheet = sheet("0022600103", 30, 0.0);
    registration.register(sheet);

    assertThat(registration.register(sheet("0022600103", 30, 6.0))).isEqualTo(2);
    assertThat(
            count("SELECT count(*) FROM game_reference WHERE game_id = '" + sheet.gameId() + "'"))
        .isEqualTo(2);
    assertThat(document(sheet.gameId()).path("prior").path("home_spread").asDouble())
        .isEqualTo(-7.5);
  }

  @Test
  void mapsTheVendorsIdsAndSeedsTheHotState() throws SQLException {
    GameSheet sheet = sheet("0022600104", 40, 0.0);

    registration.register(sheet);

    assertThat(
            count(
                "SELECT count(*) FROM vendor_games WHERE vendor = 'nba-livedata' AND vendor_game_id"
                    + " = '0022600104' AND game_id = '"
                    + sheet.gameId()
                    + "' AND home_vendor_team_id = '1640' AND away_vendor_team_id = '1641'"))
        .isEqualTo(1);
    assertThat(
            count(
                "SELECT count(*) FROM vendor_players WHERE vendor_player_id = '9401' AND player_id"
                    + " = 'nba-9401'"))
        .isEqualTo(1);
    assertThat(hotForms)
        .containsEntry("nba/nba-9401", 1.05)
        .containsEntry("nba/nba-9412", 0.95)
        .hasSize(4);
  }

  @Test
  void aFailureLeavesNothingBehind() throws SQLException {
    GameSheet sheet = sheet("0022600105", 50, 0.0);
    GameSheet withoutSettings =
        new GameSheet(
            "nfl",
            "nba-livedata",
            "0022600105",
            sheet.scheduledStart(),
            sheet.home(),
            sheet.away());

    String settings = text("SELECT config_version FROM league_settings WHERE league = 'nfl'");
    execute("DELETE FROM league_settings WHERE league = 'nfl'");
    try {
      assertThatThrownBy(() -> registration.register(withoutSettings))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(withoutSettings.gameId())
          .hasMessageContaining("no settings");
    } finally {
      execute("INSERT INTO league_settings VALUES ('nfl', 'nfl-2026.1', '" + settings + "')");
    }
    assertThat(count("SELECT count(*) FROM games WHERE league = 'nfl'")).isZero();
    assertThat(count("SELECT count(*) FROM teams WHERE league = 'nfl'")).isZero();
  }

  @Test
  void refusesALeagueThatNobodyPrices() throws SQLException {
    GameSheet sheet = sheet("0022600106", 60, 0.0);
    GameSheet unknown =
        new GameSheet("xfl", "xfl-feed", "1", sheet.scheduledStart(), sheet.home(), sheet.away());

    assertThatThrownBy(() -> registration.register(unknown))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("league must be one of [nba, nfl, mlb, nhl, epl], got xfl");
    assertThat(count("SELECT count(*) FROM teams WHERE league = 'xfl'")).isZero();
  }

  @Test
  void refusesAPlayerWhoIsTwiceOnARoster() {
    PlayerSheet player = new PlayerSheet("1", "A. First", weights(1), 1);

    assertThatThrownBy(() -> new TeamSheet("1", "HOM", "Team", 0, 0, List.of(player, player)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("player 1 is twice");
  }

  private static JsonNode document(String gameId) throws SQLException, IOException {
    return new ObjectMapper()
        .readTree(
            text(
                "SELECT document::text FROM game_reference WHERE game_id = '"
                    + gameId
                    + "' ORDER BY version DESC LIMIT 1"));
  }

  private static String allRows() throws SQLException {
    StringBuilder rows = new StringBuilder();
    for (String table :
        List.of(
            "teams",
            "players",
            "games",
            "game_players",
            "vendor_games",
            "vendor_players",
            "game_reference")) {
      rows.append(text("SELECT string_agg(t::text, ';' ORDER BY t::text) FROM " + table + " t"));
    }
    return rows.toString();
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long count(String query) throws SQLException {
    return Long.parseLong(text(query));
  }

  private static String text(String query) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      result.next();
      return result.getString(1);
    }
  }
}
