package io.oddsupdate.local.existing;

import io.oddsupdate.lookup.Secret;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * A Postgres database. Reference data may stay, whoever wrote it.
 *
 * @param url JDBC, without user and password
 */
public record ExistingPostgres(String url, String user, Secret password) implements ExistingServer {
  private static final String CONNECT_SECONDS = "5";

  /** Where the server wants a password and none was given, the driver itself refuses. */
  private static final String NO_PASSWORD = "08004";

  private static final String CONNECTION = "08";
  private static final String LOGIN = "28";
  private static final String NO_DATABASE = "3D000";

  @Override
  public Optional<String> refusal() {
    try (Connection connection = open()) {
      if (has(connection, "flyway_schema_history") || !hasTables(connection)) {
        return mayCreate(connection)
            ? Optional.empty()
            : Optional.of(
                "POSTGRES_USER=%s: may not create tables in schema %s of %s: grant it CREATE on the schema"
                    .formatted(user, connection.getSchema(), url));
      }
      return Optional.of(
          "POSTGRES_URL=%s: schema %s holds tables of something else: name an empty database"
              .formatted(url, connection.getSchema()));
    } catch (SQLException e) {
      return Optional.of(refusal(e));
    }
  }

  private String refusal(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    String said = e.getMessage();
    if (state.equals(NO_PASSWORD) || state.startsWith(LOGIN)) {
      return "POSTGRES_USER=%s at %s: Postgres refuses the login (%s): correct POSTGRES_USER or POSTGRES_PASSWORD"
          .formatted(user, url, said);
    }
    if (state.equals(NO_DATABASE)) {
      return "POSTGRES_URL=%s: there is no such database (%s): create it, or name another one"
          .formatted(url, said);
    }
    return state.startsWith(CONNECTION)
        ? "POSTGRES_URL=%s: no Postgres answers there (%s): start it, or correct the variable"
            .formatted(url, said)
        : "POSTGRES_URL=%s: Postgres refuses: %s".formatted(url, said);
  }

  @Override
  public List<String> remains() {
    try (Connection connection = open()) {
      return has(connection, "odds_current")
              && is(connection, "SELECT EXISTS (SELECT 1 FROM odds_current)")
          ? List.of(
              "POSTGRES_URL=%s: table odds_current holds rows: TRUNCATE odds_current"
                  .formatted(url))
          : List.of();
    } catch (SQLException e) {
      throw new IllegalStateException("POSTGRES_URL=" + url + ": " + e.getMessage(), e);
    }
  }

  private Connection open() throws SQLException {
    Properties login = new Properties();
    login.put("user", user);
    login.put("password", password.value());
    login.put("connectTimeout", CONNECT_SECONDS);
    login.put("loginTimeout", CONNECT_SECONDS);
    return DriverManager.getConnection(url, login);
  }

  private static boolean hasTables(Connection connection) throws SQLException {
    return is(
        connection,
        // What an extension brought does not count.
        "SELECT EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            + " LEFT JOIN pg_depend d ON d.objid = c.oid AND d.deptype = 'e'"
            + " WHERE n.nspname = current_schema() AND d.objid IS NULL)");
  }

  private static boolean has(Connection connection, String table) throws SQLException {
    return is(connection, "SELECT to_regclass('" + table + "') IS NOT NULL");
  }

  private static boolean mayCreate(Connection connection) throws SQLException {
    return is(connection, "SELECT has_schema_privilege(current_schema(), 'CREATE')");
  }

  private static boolean is(Connection connection, String question) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(question)) {
      return answer.next() && answer.getBoolean(1);
    }
  }
}
