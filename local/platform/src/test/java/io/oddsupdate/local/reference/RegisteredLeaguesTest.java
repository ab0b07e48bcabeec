package io.oddsupdate.local.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.oddsupdate.local.cli.MigrateCommand;
import io.oddsupdate.odds.enrich.ReferenceDocument;
import io.oddsupdate.pricing.engine.Cause;
import io.oddsupdate.pricing.engine.GameBook;
import io.oddsupdate.pricing.engine.GameEngine;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.PlayerStat;
import io.oddsupdate.pricing.market.Catalogue;
import io.oddsupdate.pricing.market.League;
import io.oddsupdate.pricing.market.MarketKind;
import io.oddsupdate.pricing.market.MarketStatus;
import io.oddsupdate.pricing.market.MarketUpdate;
import io.oddsupdate.pricing.model.LeagueModel;
import io.oddsupdate.pricing.model.Leagues;
import io.oddsupdate.pricing.model.Strengths;
import io.oddsupdate.pricing.reference.Availability;
import io.oddsupdate.pricing.reference.Enrichment;
import io.oddsupdate.pricing.reference.GameReference;
import io.oddsupdate.pricing.reference.MarketOffer;
import io.oddsupdate.pricing.reference.ModelVersion;
import io.oddsupdate.pricing.reference.PlayerHot;
import io.oddsupdate.pricing.reference.PriorSource;
import io.oddsupdate.pricing.reference.Side;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A game that only its sheet is known of, in every league. */
class RegisteredLeaguesTest {
  private static final Set<PlayerStat> OF_THE_SCORE = Set.of(PlayerStat.POINTS, PlayerStat.GOALS);

  private static EmbeddedPostgres postgres;

  @BeforeAll
  static void startPostgres() throws IOException, SQLException {
    postgres = EmbeddedPostgres.builder().start();
    MigrateCommand.migrate(
        "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres", "postgres", "");
  }

  @AfterAll
  static void stopPostgres() throws IOException {
    postgres.close();
  }

  @ParameterizedTest
  @CsvSource({
    "NBA, 0.2, 0.3",
    "NFL, 0.5, 0.3",
    "MLB, 0.01, 0.01",
    "NHL, 0.01, 0.01",
    "EPL, 0.01, 0.01"
  })
  void twoAverageTeamsHaveTheStrengthsThatTheShippedModelWasFittedTo(
      League league, double ofMargin, double ofTotal) throws SQLException {
    GameReference reference = registered(league, 0, 0);

    LeagueModel model = model(reference.model());
    Strengths average = model.average();
    Strengths rated = model.ofLines(reference.prior().homeSpread(), reference.prior().total());
    assertThat(reference.prior().source()).isEqualTo(PriorSource.RATINGS);
    assertThat(rated.home() - rated.away())
        .isCloseTo(average.home() - average.away(), within(ofMargin));
    assertThat(rated.home() + rated.away())
        .isCloseTo(average.home() + average.away(), within(ofTotal));
  }

  @ParameterizedTest
  @EnumSource(League.class)
  void aBetterHomeTeamAndAFasterGameMoveThePriorByAsMuch(League league) throws SQLException {
    GameReference average = registered(league, 0, 0);
    GameReference better = registered(league, 0.5, 0.25);

    assertThat(better.prior().homeSpread() - average.prior().homeSpread())
        .isCloseTo(-0.5, within(1e-9));
    assertThat(better.prior().total() - average.prior().total()).isCloseTo(0.5, within(1e-9));
  }

  @ParameterizedTest
  @EnumSource(League.class)
  void teamMatesShareWhatTheirTeamIsExpectedToCount(League league) throws SQLException {
    GameReference reference = registered(league, 0, 0);

    double homeScore = (reference.prior().total() - reference.prior().homeSpread()) / 2;
    for (PlayerStat stat : stats(league)) {
      List<Double> expected =
          reference.players().stream()
              .filter(player -> player.side() == Side.HOME)
              .map(player -> player.expected(stat))
              .toList();
      double team = TeamCounts.of(stat, homeScore);
      assertThat(expected).as(stat.name()).hasSize(3).doesNotContainNull();
      assertThat(expected.get(0)).isCloseTo(team / 2, within(0.006));
      assertThat(expected.stream().mapToDouble(count -> count).sum())
          .isCloseTo(team, within(0.016));
      if (OF_THE_SCORE.contains(stat)) {
        assertThat(team).isEqualTo(homeScore);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(League.class)
  void everyMarketOfTheConfigurationOpensWithAPrice(League league) throws SQLException {
    GameReference reference = registered(league, 0, 0);

    List<MarketUpdate> updates = opened(reference);

    assertThat(updates)
        .allSatisfy(
            update ->
                assertThat(update.status()).as(update.marketKey()).isEqualTo(MarketStatus.ACTIVE));
    assertThat(updates.stream().map(MarketUpdate::marketId).collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(
            reference.config().offers().stream().map(MarketOffer::market).toList());
  }

  private static LeagueModel model(ModelVersion version) {
    return Leagues.of(version.modelId(), version.constants());
  }

  private static List<PlayerStat> stats(League league) {
    return Catalogue.of(league).stream()
        .map(MarketKind::stat)
        .filter(stat -> stat != null)
        .distinct()
        .toList();
  }

  private static GameReference registered(League league, double rating, double pace)
      throws SQLException {
    GameSheet sheet =
        new GameSheet(
            league.id(),
            "a-feed",
            league.id() + rating,
            Instant.parse("2026-12-01T00:30:00Z").plusSeconds(rating == 0 ? 0 : 86_400),
            team(league, "1", "HOM", rating, pace),
            team(league, "2", "AWY", 0, pace));
    new GameRegistration(postgres.getPostgresDatabase(), (of, player, form) -> {}).register(sheet);
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT version, document FROM game_reference WHERE game_id = '%s' ORDER BY version"
                        .formatted(sheet.gameId())
                    + " DESC LIMIT 1")) {
      row.next();
      return ReferenceDocument.parse(row.getLong(1), row.getString(2));
    }
  }

  /** Three players, the first of whom counts as much as the others together. */
  private static TeamSheet team(
      League league, String id, String tricode, double rating, double pace) {
    return new TeamSheet(
        id,
        tricode,
        tricode,
        rating,
        pace,
        List.of(
            new PlayerSheet(id + "1", "A. First", weights(league, 2), 1),
            new PlayerSheet(id + "2", "B. Second", weights(league, 1), 1),
            new PlayerSheet(id + "3", "C. Third", weights(league, 1), 1)));
  }

  private static Map<PlayerStat, Double> weights(League league, double weight) {
    Map<PlayerStat, Double> weights = new EnumMap<>(PlayerStat.class);
    stats(league).forEach(stat -> weights.put(stat, weight));
    return weights;
  }

  private static List<MarketUpdate> opened(GameReference reference) {
    List<PlayerHot> hot =
        reference.players().stream()
            .map(player -> new PlayerHot(player.playerId(), 1, Availability.IN, 1))
            .toList();
    return new GameEngine()
        .step(
            GameBook.EMPTY,
            GameState.notStarted(),
            new Cause(reference.league(), reference.gameId(), "e", null),
            new Enrichment(reference, hot, List.of()),
            1)
        .updates();
  }
}
