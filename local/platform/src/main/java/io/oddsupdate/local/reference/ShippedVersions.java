package io.oddsupdate.local.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Iterator;

/**
 * The model versions and market configurations that a release brings along, as rows. Inserted where
 * they are missing; a version that is there stays what it is for ever.
 */
public final class ShippedVersions {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ShippedVersions() {}

  /**
   * Inserts what is missing, in one transaction: versions, configurations, and for a league without
   * settings those that it starts with.
   *
   * @return how many rows were added
   * @throws IllegalStateException where the database holds other content under a version that is
   *     shipped; nothing is changed then
   */
  public static int insert(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try {
      JsonNode versions = read("/versions.json");
      int added = 0;
      for (JsonNode model : versions.path("models")) {
        added += model(connection, read("/models/" + model.asText() + ".json"));
      }
      for (JsonNode market : versions.path("markets")) {
        added += markets(connection, read("/markets/" + market.asText() + ".json"));
      }
      Iterator<String> leagues = versions.path("leagues").fieldNames();
      while (leagues.hasNext()) {
        String league = leagues.next();
        added += settings(connection, league, versions.path("leagues").path(league));
      }
      connection.commit();
      return added;
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private static int model(Connection connection, JsonNode model) throws SQLException {
    String version = model.path("model_version").asText();
    int added =
        update(
            connection,
            """
            INSERT INTO model_versions (model_version, league, model_id, constants, provenance)
            VALUES (?, ?, ?, ?::jsonb, ?) ON CONFLICT DO NOTHING
            """,
            version,
            model.path("league").asText(),
            model.path("model_id").asText(),
            model.path("constants").toString(),
            model.path("provenance").asText());
    require(
        added == 1
            || holds(
                connection,
                """
                SELECT league = ? AND model_id = ? AND constants = ?::jsonb
                FROM model_versions WHERE model_version = ?
                """,
                model.path("league").asText(),
                model.path("model_id").asText(),
                model.path("constants").toString(),
                version),
        "model_versions",
        version);
    return added;
  }

  private static int markets(Connection connection, JsonNode config) throws SQLException {
    String version = config.path("config_version").asText();
    String league = config.path("league").asText();
    ObjectNode document = config.deepCopy();
    document.remove("config_version");
    document.remove("league");
    int added =
        update(
            connection,
            """
            INSERT INTO market_configs (config_version, league, document)
            VALUES (?, ?, ?::jsonb) ON CONFLICT DO NOTHING
            """,
            version,
            league,
            document.toString());
    require(
        added == 1
            || holds(
                connection,
                "SELECT league = ? AND document = ?::jsonb FROM market_configs"
                    + " WHERE config_version = ?",
                league,
                document.toString(),
                version),
        "market_configs",
        version);
    return added;
  }

  private static int settings(Connection connection, String league, JsonNode settings)
      throws SQLException {
    return update(
        connection,
        """
        INSERT INTO league_settings (league, model_version, config_version) VALUES (?, ?, ?)
        ON CONFLICT (league) DO NOTHING
        """,
        league,
        settings.path("model_version").asText(),
        settings.path("config_version").asText());
  }

  private static int update(Connection connection, String sql, String... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      set(statement, values);
      return statement.executeUpdate();
    }
  }

  private static boolean holds(Connection connection, String sql, String... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      set(statement, values);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  private static void set(PreparedStatement statement, String... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setString(i + 1, values[i]);
    }
  }

  private static void require(boolean holds, String table, String version) {
    if (!holds) {
      throw new IllegalStateException(
          "%s holds %s with other content than this release ships: a version never changes, so ship the new content under a new version"
              .formatted(table, version));
    }
  }

  private static JsonNode read(String resource) {
    try (InputStream in = ShippedVersions.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("not on the class path: " + resource);
      }
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
