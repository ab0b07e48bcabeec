package io.oddsupdate.local.proof;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** Markets whose row says something else than the last time. */
final class CurrentPoll implements StorePoll {
  private final ProofConfig config;
  private final Arrivals arrivals;
  private final Map<String, String> shown = new HashMap<>();
  private Connection postgres;

  CurrentPoll(ProofConfig config, Arrivals arrivals) {
    this.config = config;
    this.arrivals = arrivals;
  }

  @Override
  public Hop hop() {
    return Hop.ODDS_CURRENT;
  }

  @Override
  public void look() throws SQLException {
    if (postgres == null || postgres.isClosed()) {
      postgres =
          DriverManager.getConnection(
              config.postgresUrl(), config.postgresUser(), config.postgresPassword());
    }
    try (Statement statement = postgres.createStatement();
        ResultSet row = statement.executeQuery("SELECT market_key, update_id FROM odds_current")) {
      long now = System.currentTimeMillis();
      while (row.next()) {
        String updateId = row.getString(2);
        if (!updateId.equals(shown.put(row.getString(1), updateId))) {
          arrivals.stored(Hop.ODDS_CURRENT, updateId, now);
        }
      }
    }
  }

  @Override
  public void close() {
    try {
      if (postgres != null) {
        postgres.close();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the connection to Postgres cannot be closed", e);
    }
  }
}
