package io.oddsupdate.local.platform;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Whether Postgres takes connections. */
final class PostgresCheck {
  private PostgresCheck() {}

  static boolean answers(Endpoints endpoints, String password) {
    try (Connection connection =
        DriverManager.getConnection(endpoints.postgresUrl(), endpoints.postgresUser(), password)) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }
}
