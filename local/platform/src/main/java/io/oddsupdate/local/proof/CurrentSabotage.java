package io.oddsupdate.local.proof;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Tampers with the first row of {@code odds_current}. */
final class CurrentSabotage {
  private static final String VICTIM = "(SELECT min(market_key) FROM odds_current)";

  private final Connection postgres;

  CurrentSabotage(Connection postgres) {
    this.postgres = postgres;
  }

  String apply(Sabotage.Kind kind) throws SQLException {
    return switch (kind) {
      case DROP -> {
        one("DELETE FROM odds_current WHERE market_key = " + VICTIM);
        yield "deleted the first row of odds_current";
      }
      case DOUBLE -> {
        one(
            "INSERT INTO odds_current SELECT market_key || '?', league, game_id, market_id,"
                + " specifiers, player_id, epoch, sequence, update_id, status, reason, outcomes,"
                + " as_of_event_id, model_version FROM odds_current WHERE market_key = "
                + VICTIM);
        yield "copied the first row of odds_current under another key";
      }
      case CHANGE -> {
        one("UPDATE odds_current SET reason = reason || '?' WHERE market_key = " + VICTIM);
        yield "changed the reason in the first row of odds_current";
      }
    };
  }

  private void one(String sql) throws SQLException {
    try (Statement statement = postgres.createStatement()) {
      int rows = statement.executeUpdate(sql);
      if (rows != 1) {
        throw new IllegalStateException("odds_current holds nothing to tamper with");
      }
    }
  }
}
