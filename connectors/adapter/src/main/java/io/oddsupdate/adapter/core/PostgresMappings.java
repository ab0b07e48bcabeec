package io.oddsupdate.adapter.core;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The mappings of one vendor, read from reference data and kept. A game that is not known is looked
 * up anew each time; while reference data is down, what was known goes on being used. Never blocks
 * its caller: lookups of any number of callers share one query on a thread of its own.
 */
public final class PostgresMappings implements AutoCloseable {
  /**
   * The mappings to use.
   *
   * @param answered false if reference data was asked and did not answer
   */
  public record Lookup(Mappings mappings, boolean answered) {}

  private static final Logger LOG = LoggerFactory.getLogger(PostgresMappings.class);

  /** A game that waits for its mapping holds its vendor's request open: fail early, be retried. */
  private static final int CONNECT_TIMEOUT_MS = 2000;

  private static final int SOCKET_TIMEOUT_S = 3;

  private static final String GAMES =
      """
      SELECT v.vendor_game_id, g.game_id, g.league, v.home_vendor_team_id, v.away_vendor_team_id
        FROM vendor_games v JOIN games g USING (game_id)
       WHERE v.vendor = ? AND g.league = ?""";
  private static final String PLAYERS =
      "SELECT vendor_player_id, player_id FROM vendor_players WHERE vendor = ?";

  private final String vendor;
  private final String league;
  private final HikariDataSource pool;
  private final ExecutorService loader =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "mappings");
            thread.setDaemon(true);
            return thread;
          });
  private volatile Mappings known;
  private CompletableFuture<Lookup> waiting;

  /**
   * @param url JDBC address; need not answer yet
   * @param password never logged
   */
  public PostgresMappings(String url, String user, String password, String vendor, String league) {
    this.vendor = vendor;
    this.league = league;
    this.known = Mappings.none(vendor);
    HikariConfig config = new HikariConfig();
    config.setPoolName("mappings");
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(1);
    config.setMinimumIdle(0);
    config.setInitializationFailTimeout(-1);
    config.setConnectionTimeout(CONNECT_TIMEOUT_MS);
    config.setReadOnly(true);
    config.addDataSourceProperty("socketTimeout", SOCKET_TIMEOUT_S);
    config.addDataSourceProperty("connectTimeout", 2);
    this.pool = new HikariDataSource(config);
  }

  /** The mappings, loaded anew if they lack one of the games; completed at once if they do not. */
  public CompletableFuture<Lookup> forGames(Collection<String> vendorGameIds) {
    Mappings now = known;
    if (now.games().keySet().containsAll(vendorGameIds)) {
      return CompletableFuture.completedFuture(new Lookup(now, true));
    }
    synchronized (this) {
      if (waiting == null) {
        waiting = new CompletableFuture<>();
        loader.execute(this::load);
      }
      return waiting;
    }
  }

  private void load() {
    CompletableFuture<Lookup> asked;
    synchronized (this) {
      // Whoever asks from now on may want what was written since: that is the next query.
      asked = waiting;
      waiting = null;
    }
    try {
      Mappings loaded = query();
      known = loaded;
      LOG.info(
          "event=mappings_loaded vendor={} games={} players={}",
          vendor,
          loaded.games().size(),
          loaded.playerIds().size());
      asked.complete(new Lookup(loaded, true));
    } catch (SQLException e) {
      LOG.warn("event=mappings_unavailable vendor={} cause=\"{}\"", vendor, e.getMessage());
      asked.complete(new Lookup(known, false));
    } catch (RuntimeException e) {
      // A boundary: whatever the driver throws, those who wait must hear of it.
      LOG.error("event=mappings_failed vendor={}", vendor, e);
      asked.complete(new Lookup(known, false));
    }
  }

  private Mappings query() throws SQLException {
    try (Connection connection = pool.getConnection();
        PreparedStatement games = connection.prepareStatement(GAMES);
        PreparedStatement players = connection.prepareStatement(PLAYERS)) {
      games.setString(1, vendor);
      games.setString(2, league);
      Map<String, Mappings.Game> gamesById = new HashMap<>();
      try (ResultSet rows = games.executeQuery()) {
        while (rows.next()) {
          gamesById.put(
              rows.getString(1),
              new Mappings.Game(
                  rows.getString(2), rows.getString(3), rows.getString(4), rows.getString(5)));
        }
      }
      players.setString(1, vendor);
      Map<String, String> playersById = new HashMap<>();
      try (ResultSet rows = players.executeQuery()) {
        while (rows.next()) {
          playersById.put(rows.getString(1), rows.getString(2));
        }
      }
      return new Mappings(vendor, gamesById, playersById);
    }
  }

  @Override
  public void close() {
    loader.shutdownNow();
    pool.close();
  }
}
