package io.oddsupdate.quant.fit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The table {@code model_versions}: rows are added and never change. */
public final class ModelVersionTable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String INSERT =
      "INSERT INTO model_versions (model_version, league, model_id, constants, provenance)"
          + " VALUES (?, ?, ?, ?::jsonb, ?) ON CONFLICT (model_version) DO NOTHING";
  private static final String SELECT =
      "SELECT league, model_id, constants FROM model_versions WHERE model_version = ?";

  private final String url;
  private final String user;
  private final String password;

  /**
   * @param url JDBC
   * @param password null where none is asked for
   */
  public ModelVersionTable(String url, String user, String password) {
    this.url = url;
    this.user = user;
    this.password = password;
  }

  /**
   * @return false where the row is there already
   * @throws IllegalArgumentException where a version of that name has other content
   */
  public boolean add(NewVersion made) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, user, password)) {
      try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
        insert.setString(1, made.version().modelVersion());
        insert.setString(2, made.league().id());
        insert.setString(3, made.version().modelId());
        insert.setString(4, made.constants().toString());
        insert.setString(5, made.provenance());
        if (insert.executeUpdate() == 1) {
          return true;
        }
      }
      requireSame(connection, made);
      return false;
    }
  }

  private static void requireSame(Connection connection, NewVersion made) throws SQLException {
    String name = made.version().modelVersion();
    try (PreparedStatement select = connection.prepareStatement(SELECT)) {
      select.setString(1, name);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()
            || !row.getString(1).equals(made.league().id())
            || !row.getString(2).equals(made.version().modelId())
            || !JSON.readTree(row.getString(3)).equals(JSON.readTree(constants(made)))) {
          throw new IllegalArgumentException(
              "--version %s is in model_versions already, with other content: choose another name"
                  .formatted(name));
        }
      }
    } catch (JsonProcessingException malformed) {
      throw new SQLException("the constants of " + name + " are no JSON", malformed);
    }
  }

  private static String constants(NewVersion made) {
    return made.constants().toString();
  }
}
