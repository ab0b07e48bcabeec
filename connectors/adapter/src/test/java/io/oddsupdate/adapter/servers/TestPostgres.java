package io.oddsupdate.adapter.servers;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A real Postgres with the platform's tables; can be stopped and started on the same folder. */
public final class TestPostgres implements AutoCloseable {
  public static final String HOME_TEAM = "1610612751";
  public static final String AWAY_TEAM = "1610612744";

  private final Path folder;
  private EmbeddedPostgres server;
  private int port;

  public TestPostgres() {
    try {
      folder = Files.createTempDirectory("adapter-postgres");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start();
    for (String migration :
        List.of(
            "V1__reference_and_current.sql",
            "V2__versions_of_every_league.sql",
            "V3__documents_of_the_time.sql")) {
      try (InputStream ddl = TestPostgres.class.getResourceAsStream("/postgres/" + migration)) {
        execute(new String(ddl.readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    execute(
        """
        INSERT INTO teams (team_id, league, tricode, name)
          VALUES ('nba-bkn', 'nba', 'BKN', 'Nets'), ('nba-gsw', 'nba', 'GSW', 'Warriors');
        INSERT INTO players (player_id, team_id, name) VALUES ('nba-201939', 'nba-gsw', 'Curry');
        INSERT INTO vendor_players VALUES ('nba-livedata', '201939', 'nba-201939');
        """);
  }

  public void start() {
    try {
      EmbeddedPostgres.Builder builder =
          EmbeddedPostgres.builder()
              .setDataDirectory(folder.resolve("data"))
              .setCleanDataDirectory(false);
      server = (port == 0 ? builder : builder.setPort(port)).start();
      port = server.getPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void stop() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  public void execute(String sql) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Maps a vendor's game, Warriors at Nets. */
  public void map(String vendorGameId, String gameId) {
    execute(
        """
        INSERT INTO games (game_id, league, scheduled_start, home_team_id, away_team_id)
          VALUES ('%1$s', 'nba', '2020-12-23T00:00:00Z', 'nba-bkn', 'nba-gsw');
        INSERT INTO vendor_games VALUES ('nba-livedata', '%2$s', '%1$s', '%3$s', '%4$s');
        """
            .formatted(gameId, vendorGameId, HOME_TEAM, AWAY_TEAM));
  }

  /** The first column of the first row, as text. */
  public String ask(String sql) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public void unmapAll() {
    execute("TRUNCATE vendor_games, game_reference; DELETE FROM games;");
  }

  @Override
  public void close() {
    stop();
    Folders.delete(folder);
  }
}
