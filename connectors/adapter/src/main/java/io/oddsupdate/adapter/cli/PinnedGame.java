package io.oddsupdate.adapter.cli;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import picocli.CommandLine.Option;

/** Where Postgres is, and what is written there before a game's pin goes into its log. */
final class PinnedGame {
  @Option(
      names = "--postgres.url",
      defaultValue = "jdbc:postgresql://127.0.0.1:${env:POSTGRES_PORT:-15432}/odds",
      description = "for pin; the password is POSTGRES_PASSWORD (default: ${DEFAULT-VALUE})")
  private String url;

  @Option(
      names = "--postgres.user",
      defaultValue = "odds",
      description = "for pin (default: ${DEFAULT-VALUE})")
  private String user;

  /**
   * Makes a version the game's own and publishes its reference with it: the instruction that
   * follows in the log finds the constants there, now and in every replay.
   *
   * @return the version of the reference document that carries it
   * @throws IllegalArgumentException where there is no such game, or no such version of its league
   */
  long override(String gameId, String league, String modelVersion) throws SQLException {
    try (Connection connection =
        DriverManager.getConnection(url, user, System.getenv("POSTGRES_PASSWORD"))) {
      connection.setAutoCommit(false);
      String versionOf =
          text(
              connection,
              "SELECT league FROM model_versions WHERE model_version = ?",
              modelVersion);
      if (!league.equals(versionOf)) {
        throw new IllegalArgumentException(
            "--model-version must be one of %s: %s, got %s"
                .formatted(league, versions(connection, league), modelVersion));
      }
      try (PreparedStatement update =
          connection.prepareStatement("UPDATE games SET model_version = ? WHERE game_id = ?")) {
        update.setString(1, modelVersion);
        update.setString(2, gameId);
        if (update.executeUpdate() == 0) {
          throw new IllegalArgumentException("the game id must be of a known game, got " + gameId);
        }
      }
      long version = Long.parseLong(text(connection, "SELECT publish_game_reference(?)", gameId));
      connection.commit();
      return version;
    }
  }

  private static String versions(Connection connection, String league) throws SQLException {
    return text(
        connection,
        "SELECT string_agg(model_version, ', ' ORDER BY model_version)"
            + " FROM model_versions WHERE league = ?",
        league);
  }

  /** Null where there is none. */
  private static String text(Connection connection, String sql, String value) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, value);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? row.getString(1) : null;
      }
    }
  }
}
