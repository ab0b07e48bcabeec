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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A price that is wrong for a second is money: what suspends, suspends before anything else. */
class SuspendFirstTest {
  private static final RegistryServer REGISTRY = new RegistryServer();

  @AfterAll
  static void stopRegistry() {
    REGISTRY.close();
  }

  @ParameterizedTest
  @CsvSource({
    "epl, SCORE, 1, 0, OTHER, score",
    "epl, CARD, 0, 1, OTHER, card",
    "epl, PENALTY, 0, 0, OTHER, penalty",
    "epl, REVIEW_START, 0, 0, REVIEW_END, review",
    "epl, INJURY, 0, 0, ATTEMPT, injury",
    "nhl, SCORE, 1, 0, OTHER, score",
    "nhl, PENALTY, 0, 0, OTHER, penalty",
    "nfl, SCORE, 7, 0, OTHER, score",
    "mlb, REVIEW_START, 0, 0, REVIEW_END, review",
    "nba, REVIEW_START, 0, 0, REVIEW_END, review",
    "nba, INJURY, 0, 0, ATTEMPT, injury"
  })
  void suspendsOnTheEventAndOpensOnlyOnALaterRecord(
      String league, ActionType action, int home, int reds, ActionType later, String reason)
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
