package io.oddsupdate.odds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** A league in Postgres with several versions of its model and its markets, as rows. */
final class TrialLeague {
  static final String OLD = "nba-trial.1";
  static final String NEW = "nba-trial.2";
  static final String OWN = "nba-trial.3";
  static final String OLD_MARKETS = "nba-markets-trial";
  static final String NEW_MARKETS = "nba-markets-trial.2";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Servers servers;

  /** The league has the old versions. */
  TrialLeague(Servers servers) throws IOException, SQLException {
    this.servers = servers;
    JsonNode document = JSON.readTree(SampleGame.DOCUMENT.formatted("any"));
    model(OLD, document, 11.7);
    model(NEW, document, 20);
    model(OWN, document, 7);
    markets(OLD_MARKETS, document, 0.045);
    markets(NEW_MARKETS, document, 0.08);
    execute("INSERT INTO league_settings VALUES ('nba', ?, ?)", OLD, OLD_MARKETS);
    execute("INSERT INTO teams VALUES ('nba-h', 'nba', 'HHH', ?)", "Harbour Home");
    execute("INSERT INTO teams VALUES ('nba-a', 'nba', 'AAA', ?)", "Alpine Away");
  }

  private void model(String version, JsonNode document, double marginSd) throws SQLException {
    ObjectNode constants = document.path("model").path("constants").deepCopy();
    execute(
        "INSERT INTO model_versions VALUES (?, 'nba', 'nba-normal-margin', ?::jsonb, 'made up')",
        version,
        constants.put("margin_sd", marginSd).toString());
  }

  private void markets(String version, JsonNode document, double margin) throws SQLException {
    ObjectNode markets = document.path("config").deepCopy();
    markets.remove("config_version");
    ((ObjectNode) markets.path("markets").path(0)).put("margin", margin);
    execute("INSERT INTO market_configs VALUES (?, 'nba', ?::jsonb)", version, markets.toString());
  }

  /** The league turns; null: no shadow. */
  void turnTo(String model, String markets, String shadow) throws SQLException {
    execute(
        "UPDATE league_settings SET model_version = ?, config_version = ?,"
            + " shadow_model_version = ? WHERE league = 'nba'",
        model,
        markets,
        shadow);
  }

  /** A game that starts within the hour. */
  void schedule(SampleGame game) throws SQLException {
    execute(
        "INSERT INTO games VALUES (?, 'nba', now() + interval '1 hour', 'nba-h', 'nba-a', -4.5,"
            + " 221.5, 'MARKET')",
        game.gameId());
    execute("SELECT publish_game_reference(?)", game.gameId());
  }

  /** What a person's pin does before it goes into the log. */
  void pin(SampleGame game, String model) throws SQLException {
    execute("UPDATE games SET model_version = ? WHERE game_id = ?", model, game.gameId());
  }

  private void execute(String sql, String... values) throws SQLException {
    try (Connection connection = servers.connection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      statement.execute();
    }
  }
}
