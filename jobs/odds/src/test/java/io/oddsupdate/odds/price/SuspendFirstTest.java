package io.oddsupdate.odds.price;

import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.avro.internal.MarketStatus;
import io.oddsupdate.avro.internal.OddsUpdate;
import io.oddsupdate.avro.raw.ActionType;
import io.oddsupdate.odds.LeagueGame;
import io.oddsupdate.odds.RegistryServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A price that is wrong for a second is money: what suspends, suspends before anything else. */
class SuspendFirstTest {
  private static final RegistryServer REGISTRY = new RegistryServer();

  @AfterAll
  static void stopRegistry() {
    REGISTRY.close();
  }

  /** League, suspending action, home score and away red cards with it, what comes next, reason. */
  private static List<Arguments> suspending() {
    return Stream.of(
            "nba REVIEW_START 0 0 REVIEW_END review",
            "nba INJURY 0 0 ATTEMPT injury",
            "nfl SCORE 7 0 OTHER score",
            "nfl PENALTY 0 0 OTHER penalty",
            "nfl REVIEW_START 0 0 REVIEW_END review",
            "nfl INJURY 0 0 TIMEOUT POSSESSION_CHANGE injury",
            "mlb REVIEW_START 0 0 REVIEW_END review",
            "mlb INJURY 0 0 SUBSTITUTION PITCH injury",
            "nhl SCORE 1 0 OTHER score",
            "nhl PENALTY 0 0 OTHER penalty",
            "nhl REVIEW_START 0 0 REVIEW_END review",
            "nhl INJURY 0 0 ATTEMPT injury",
            "epl SCORE 1 0 OTHER score",
            "epl CARD 0 1 OTHER card",
            "epl PENALTY 0 0 OTHER penalty",
            "epl REVIEW_START 0 0 CARD REVIEW_END review",
            "epl INJURY 0 0 SUBSTITUTION ATTEMPT injury")
        .map(row -> row.split(" "))
        .map(SuspendFirstTest::row)
        .toList();
  }

  /** Between the numbers and the reason: what leaves the game suspended, then what opens it. */
  private static Arguments row(String[] row) {
    return Arguments.of(
        row[0],
        ActionType.valueOf(row[1]),
        Integer.parseInt(row[2]),
        Integer.parseInt(row[3]),
        row.length == 7 ? ActionType.valueOf(row[4]) : null,
        ActionType.valueOf(row[row.length - 2]),
        row[row.length - 1]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nba", "nfl", "mlb", "nhl", "epl"})
  void theShippedConfigurationOfALeagueSuspendsOnTheseAndOnNothingElse(String league)
      throws Exception {
    LeagueGame game = LeagueGame.of(league);
    Set<String> expected =
        suspending().stream()
            .map(Arguments::get)
            .filter(row -> row[0].equals(league))
            .map(row -> row[1].toString())
            .collect(Collectors.toSet());
    assertThat(game.found().reference().config().suspendingActions())
        .extracting(Enum::name)
        .containsExactlyInAnyOrderElementsOf(expected);

    try (PriceHarness pricing = new PriceHarness(REGISTRY, league)) {
      pricing.send(game.play(ActionType.GAME_START, 1, 0.2, 0, 0), game.found());
      for (ActionType action : ActionType.values()) {
        if (!expected.contains(action.name()) && action != ActionType.GAME_END) {
          List<OddsUpdate> updates =
              pricing.updates(pricing.send(game.play(action, 1, 0.2, 0, 0), game.found()));
          assertThat(updates)
              .as("%s in %s", action, league)
              .extracting(OddsUpdate::getStatus)
              .doesNotContain(MarketStatus.SUSPENDED);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("suspending")
  void suspendsOnTheEventAndOpensOnlyOnALaterRecord(
      String league,
      ActionType action,
      int home,
      int reds,
      ActionType meanwhile,
      ActionType later,
      String reason)
      throws Exception {
    LeagueGame game = LeagueGame.of(league);
    try (PriceHarness pricing = new PriceHarness(REGISTRY, league)) {
      List<OddsUpdate> open =
          pricing.updates(
              pricing.send(game.play(ActionType.GAME_START, 1, 0.2, 0, 0), game.found()));
      assertThat(open).extracting(OddsUpdate::getStatus).contains(MarketStatus.ACTIVE);

      List<OddsUpdate> event =
          pricing.updates(
              pricing.send(
                  game.play(
                      action, 1, 0.2, home, 0, game.situation(1, 0.2).setAwayReds(reds).build()),
                  game.found()));
      assertThat(keys(event)).as("every open market").containsAll(keys(active(open)));
      assertThat(event).extracting(OddsUpdate::getStatus).containsOnly(MarketStatus.SUSPENDED);
      assertThat(event).extracting(OddsUpdate::getReason).containsOnly(reason);
      assertThat(event)
          .allSatisfy(
              update -> assertThat(update.getOutcomes()).noneMatch(outcome -> outcome.getActive()));

      if (meanwhile != null) {
        List<OddsUpdate> waiting =
            pricing.updates(pricing.send(game.play(meanwhile, 1, 0.2, home, 0), game.found()));
        assertThat(waiting).extracting(OddsUpdate::getStatus).doesNotContain(MarketStatus.ACTIVE);
      }
      List<OddsUpdate> after =
          pricing.updates(
              pricing.send(
                  game.play(
                      later, 1, 0.2, home, 0, game.situation(1, 0.2).setAwayReds(reds).build()),
                  game.found()));
      assertThat(after).extracting(OddsUpdate::getStatus).contains(MarketStatus.ACTIVE);
      assertThat(after).extracting(OddsUpdate::getStatus).doesNotContain(MarketStatus.SUSPENDED);
      if (home + reds > 0) {
        assertThat(prices(after)).as("the new price").isNotEqualTo(prices(open));
      }
    }
  }

  @Test
  void doesNotSuspendOnABasket() throws Exception {
    LeagueGame game = LeagueGame.of("nba");
    try (PriceHarness pricing = new PriceHarness(REGISTRY, "nba")) {
      pricing.send(game.play(ActionType.GAME_START, 1, 0.2, 0, 0), game.found());

      List<OddsUpdate> basket =
          pricing.updates(pricing.send(game.play(ActionType.SCORE, 1, 0.25, 3, 0), game.found()));

      assertThat(basket).extracting(OddsUpdate::getStatus).containsOnly(MarketStatus.ACTIVE);
    }
  }

  @Test
  void doesNotSuspendOnAYellowCard() throws Exception {
    LeagueGame game = LeagueGame.of("epl");
    try (PriceHarness pricing = new PriceHarness(REGISTRY, "epl")) {
      pricing.send(game.play(ActionType.GAME_START, 1, 0.2, 0, 0), game.found());

      List<OddsUpdate> card =
          pricing.updates(pricing.send(game.play(ActionType.CARD, 1, 0.2, 0, 0), game.found()));

      assertThat(card).extracting(OddsUpdate::getStatus).doesNotContain(MarketStatus.SUSPENDED);
    }
  }

  private static List<OddsUpdate> active(List<OddsUpdate> updates) {
    return updates.stream().filter(update -> update.getStatus() == MarketStatus.ACTIVE).toList();
  }

  private static List<String> keys(List<OddsUpdate> updates) {
    return updates.stream().map(SuspendFirstTest::key).toList();
  }

  private static String key(OddsUpdate update) {
    return update.getUpdateId().substring(0, update.getUpdateId().indexOf('#'));
  }

  private static Map<String, List<Long>> prices(List<OddsUpdate> updates) {
    Map<String, List<Long>> prices = new HashMap<>();
    for (OddsUpdate update : active(updates)) {
      prices.put(key(update), update.getOutcomes().stream().map(it -> it.getPrice()).toList());
    }
    return prices;
  }
}
