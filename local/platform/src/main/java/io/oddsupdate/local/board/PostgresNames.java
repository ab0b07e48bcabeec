package io.oddsupdate.local.board;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names of teams and players from the reference tables. Reads them again when an unknown id is
 * asked for, at most every few seconds: games are registered while the board runs. A database that
 * does not answer costs names, never prices.
 */
public final class PostgresNames implements Names {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresNames.class);
  private static final long REREAD_NANOS = 5_000_000_000L;
  private static final String TEAMS =
      "SELECT g.game_id, h.tricode, h.name, a.tricode, a.name FROM games g"
          + " JOIN teams h ON h.team_id = g.home_team_id"
          + " JOIN teams a ON a.team_id = g.away_team_id";

  private final DataSource database;
  private Map<String, Teams> teams = Map.of();
  private Map<String, String> players = Map.of();
  private long readAtNanos = System.nanoTime() - REREAD_NANOS;

  public PostgresNames(DataSource database) {
    this.database = database;
  }

  @Override
  public synchronized Optional<Teams> teams(String gameId) {
    if (!teams.containsKey(gameId)) {
      read();
    }
    return Optional.ofNullable(teams.get(gameId));
  }

  @Override
  public synchronized Optional<String> player(String playerId) {
    if (!players.containsKey(playerId)) {
      read();
    }
    return Optional.ofNullable(players.get(playerId));
  }

  private void read() {
    if (System.nanoTime() - readAtNanos < REREAD_NANOS) {
      return;
    }
    readAtNanos = System.nanoTime();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      Map<String, Teams> newTeams = new HashMap<>();
      try (ResultSet row = statement.executeQuery(TEAMS)) {
        while (row.next()) {
          newTeams.put(
              row.getString(1),
              new Teams(row.getString(2), row.getString(3), row.getString(4), row.getString(5)));
        }
      }
      Map<String, String> newPlayers = new HashMap<>();
      try (ResultSet row = statement.executeQuery("SELECT player_id, name FROM players")) {
        while (row.next()) {
          newPlayers.put(row.getString(1), row.getString(2));
        }
      }
      teams = newTeams;
      players = newPlayers;
    } catch (SQLException e) {
      LOG.warn("event=names_unread error=\"{}\"", e.getMessage());
    }
  }
}
