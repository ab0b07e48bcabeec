package io.oddsupdate.local.reference;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.oddsupdate.pricing.game.PlayerStat;
import io.oddsupdate.pricing.market.Catalogue;
import io.oddsupdate.pricing.market.League;
import io.oddsupdate.pricing.market.MarketKind;
import io.oddsupdate.pricing.reference.Side;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a game known before its feed starts: teams, players, the game with its prior, the vendor's
 * ids, the published reference document and the players' hot state. Idempotent: the same sheet
 * again changes nothing; a changed sheet publishes the next version of the document.
 */
public final class GameRegistration {
  private static final Logger LOG = LoggerFactory.getLogger(GameRegistration.class);

  private final DataSource database;
  private final HotState hotState;

  public GameRegistration(DataSource database, HotState hotState) {
    this.database = database;
    this.hotState = hotState;
  }

  /**
   * @return the version of the game's reference document that now holds
   * @throws IllegalArgumentException where the sheet's league is none
   * @throws IllegalStateException where Postgres refuses or cannot be reached
   */
  public long register(GameSheet sheet) {
    // Hot state first: a job that sees the new document finds its players' state.
    seedHotState(sheet, sheet.home());
    seedHotState(sheet, sheet.away());
    long version;
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        version = write(connection, sheet);
        connection.commit();
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      }
    } catch (SQLException e) {
      throw new IllegalStateException(
          "game " + sheet.gameId() + " could not be registered: " + e.getMessage(), e);
    }
    LOG.info("event=game_registered game_id={} reference_version={}", sheet.gameId(), version);
    return version;
  }

  private void seedHotState(GameSheet sheet, TeamSheet team) {
    for (PlayerSheet player : team.players()) {
      hotState.seed(sheet.league(), sheet.ownId(player.vendorPlayerId()), player.form());
    }
  }

  private static long write(Connection connection, GameSheet sheet) throws SQLException {
    League league = League.of(sheet.league());
    RatingsPrior prior = RatingsPrior.of(league, sheet.home(), sheet.away());
    // The lower team first, so that two registrations never wait for each other's rows.
    boolean homeFirst = sheet.home().vendorTeamId().compareTo(sheet.away().vendorTeamId()) < 0;
    writeTeam(connection, sheet, homeFirst ? sheet.home() : sheet.away());
    writeTeam(connection, sheet, homeFirst ? sheet.away() : sheet.home());
    writeGame(connection, sheet, prior);
    writeGamePlayers(connection, sheet, sheet.home(), Side.HOME, prior.homePoints());
    writeGamePlayers(connection, sheet, sheet.away(), Side.AWAY, prior.awayPoints());
    writeVendorGame(connection, sheet);
    try (PreparedStatement publish =
        connection.prepareStatement("SELECT publish_game_reference(?)")) {
      publish.setString(1, sheet.gameId());
      try (ResultSet version = publish.executeQuery()) {
        version.next();
        return version.getLong(1);
      }
    }
  }

  private static void writeTeam(Connection connection, GameSheet sheet, TeamSheet team)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO teams (team_id, league, tricode, name, rating, pace)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (team_id) DO UPDATE SET tricode = excluded.tricode, name = excluded.name,
              rating = excluded.rating, pace = excluded.pace
            """)) {
      insert.setString(1, sheet.ownId(team.vendorTeamId()));
      insert.setString(2, sheet.league());
      insert.setString(3, team.tricode());
      insert.setString(4, team.name());
      insert.setDouble(5, team.rating());
      insert.setDouble(6, team.pace());
      insert.executeUpdate();
    }
    try (PreparedStatement player =
            connection.prepareStatement(
                """
                INSERT INTO players (player_id, team_id, name) VALUES (?, ?, ?)
                ON CONFLICT (player_id) DO UPDATE SET team_id = excluded.team_id,
                  name = excluded.name
                """);
        PreparedStatement mapping =
            connection.prepareStatement(
                """
                INSERT INTO vendor_players (vendor, vendor_player_id, player_id) VALUES (?, ?, ?)
                ON CONFLICT (vendor, vendor_player_id) DO UPDATE SET player_id = excluded.player_id
                """)) {
      for (PlayerSheet member : team.players()) {
        String playerId = sheet.ownId(member.vendorPlayerId());
        player.setString(1, playerId);
        player.setString(2, sheet.ownId(team.vendorTeamId()));
        player.setString(3, member.name());
        player.addBatch();
        mapping.setString(1, sheet.vendor());
        mapping.setString(2, member.vendorPlayerId());
        mapping.setString(3, playerId);
        mapping.addBatch();
      }
      player.executeBatch();
      mapping.executeBatch();
    }
  }

  private static void writeGame(Connection connection, GameSheet sheet, RatingsPrior prior)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO games (game_id, league, scheduled_start, home_team_id, away_team_id,
              prior_spread, prior_total, prior_source)
            VALUES (?, ?, ?, ?, ?, ?, ?, 'RATINGS')
            ON CONFLICT (game_id) DO UPDATE SET scheduled_start = excluded.scheduled_start,
              prior_spread = excluded.prior_spread, prior_total = excluded.prior_total,
              prior_source = excluded.prior_source
            WHERE games.prior_source IS DISTINCT FROM 'MARKET'
            """)) {
      insert.setString(1, sheet.gameId());
      insert.setString(2, sheet.league());
      insert.setObject(3, OffsetDateTime.ofInstant(sheet.scheduledStart(), ZoneOffset.UTC));
      insert.setString(4, sheet.ownId(sheet.home().vendorTeamId()));
      insert.setString(5, sheet.ownId(sheet.away().vendorTeamId()));
      insert.setDouble(6, prior.homeSpread());
      insert.setDouble(7, prior.total());
      insert.executeUpdate();
    }
  }

  private static void writeGamePlayers(
      Connection connection, GameSheet sheet, TeamSheet team, Side side, double teamScore)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO game_players (game_id, player_id, side, expected)
            VALUES (?, ?, ?, ?::jsonb)
            ON CONFLICT (game_id, player_id) DO UPDATE SET side = excluded.side,
              expected = game_players.expected || excluded.expected
            """)) {
      for (PlayerSheet player : team.players()) {
        insert.setString(1, sheet.gameId());
        insert.setString(2, sheet.ownId(player.vendorPlayerId()));
        insert.setString(3, side.name());
        insert.setString(4, expected(League.of(sheet.league()), team, player, teamScore));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** The player's share of what his team is expected to count, for each of the league's markets. */
  private static String expected(
      League league, TeamSheet team, PlayerSheet player, double teamScore) {
    ObjectNode expected = JsonNodeFactory.instance.objectNode();
    for (MarketKind kind : Catalogue.of(league)) {
      PlayerStat stat = kind.stat();
      if (stat != null && player.weight(stat) > 0) {
        double share = player.weight(stat) / team.weights(stat);
        expected.put(stat.name(), toHundredth(TeamCounts.of(stat, teamScore) * share));
      }
    }
    return expected.toString();
  }

  private static void writeVendorGame(Connection connection, GameSheet sheet) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO vendor_games (vendor, vendor_game_id, game_id, home_vendor_team_id,
              away_vendor_team_id)
            VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (vendor, vendor_game_id) DO UPDATE SET game_id = excluded.game_id,
              home_vendor_team_id = excluded.home_vendor_team_id,
              away_vendor_team_id = excluded.away_vendor_team_id
            """)) {
      insert.setString(1, sheet.vendor());
      insert.setString(2, sheet.vendorGameId());
      insert.setString(3, sheet.gameId());
      insert.setString(4, sheet.home().vendorTeamId());
      insert.setString(5, sheet.away().vendorTeamId());
      insert.executeUpdate();
    }
  }

  private static double toHundredth(double count) {
    return Math.rint(count * 100) / 100;
  }
}
