package io.oddsupdate.pricing.engine;

import static io.oddsupdate.pricing.Games.live;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.oddsupdate.pricing.Games;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.market.MarketUpdate;
import io.oddsupdate.pricing.market.Outcome;
import io.oddsupdate.pricing.odds.DecimalOdds;
import io.oddsupdate.pricing.odds.Margin;
import io.oddsupdate.pricing.odds.MarginMethod;
import io.oddsupdate.pricing.reference.Availability;
import io.oddsupdate.pricing.reference.Enrichment;
import io.oddsupdate.pricing.reference.MarketConfig;
import io.oddsupdate.pricing.reference.MarketOffer;
import io.oddsupdate.pricing.reference.Prior;
import io.oddsupdate.pricing.reference.PriorSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class GameEnginePriceTest {
  private final Game game = new Game();

  @Test
  void winnerAndHandicapZeroSayTheSame() {
    Prior even = new Prior(-2, 220, PriorSource.MARKET);

    MarketConfig level =
        new MarketConfig(
            "c2",
            List.of(
                Games.offer(219, 0.045, 0, 1),
                new MarketOffer(223, 0.05, 0, 1, List.of(0.0), List.of())),
            500,
            List.of());

    game.step(
        live(3, 300, 80, 78),
        Games.known(Games.reference(even, Games.MODEL, level), Availability.IN));

    assertThat(probabilities(game.winner())).isEqualTo(probabilities(game.market(223, "hcp=0")));
  }

  @Test
  void spreadsTheMarginAsTheMarketSays() {
    MarketConfig byOdds =
        new MarketConfig(
            "c3",
            List.of(
                new MarketOffer(
                    219, 0.045, 0, 1, List.of(), List.of(), 0, MarginMethod.ODDS_RATIO)),
            500,
            List.of());

    game.step(
        live(2, 300, 40, 38),
        Games.known(Games.reference(Games.PRIOR, Games.MODEL, byOdds), Availability.IN));

    Outcome home = game.winner().outcomes().get(0);
    Outcome away = game.winner().outcomes().get(1);
    double[] booked =
        Margin.book(
            MarginMethod.ODDS_RATIO, new double[] {home.probability(), away.probability()}, 0.045);
    assertThat(home.price()).isEqualTo(DecimalOdds.price(booked[0], 500));
    assertThat(away.price()).isEqualTo(DecimalOdds.price(booked[1], 500));
  }

  @Test
  void bothSidesOfANeutralGameHaveOnePrice() {
    Prior even = new Prior(0, 220, PriorSource.MARKET);

    game.step(Games.notStarted(), Games.known(Games.reference(even), Availability.IN));

    Outcome home = game.winner().outcomes().get(0);
    Outcome away = game.winner().outcomes().get(1);
    assertThat(home.probability()).isCloseTo(0.5, within(1e-12));
    assertThat(home.price()).isEqualTo(away.price()).isEqualTo(19_100);
    assertThat(game.winner().marginActual()).isCloseTo(2 / 1.91 - 1, within(1e-12));
    assertThat(game.winner().marginTarget()).isEqualTo(0.045);
  }

  @Test
  void roundsPricesDownToWholeHundredths() {
    game.step(live(2, 100, 51, 47));

    for (MarketUpdate market : game.markets()) {
      assertThat(market.outcomes())
          .allSatisfy(
              outcome -> {
                assertThat(outcome.price() % 100).isZero();
                assertThat(outcome.price()).isLessThanOrEqualTo((long) (outcome.fairPrice() * 1e4));
              });
      assertThat(market.marginActual())
          .as(market.marketKey())
          .isGreaterThanOrEqualTo(market.marginTarget())
          .isLessThan(market.marginTarget() + 0.02);
    }
  }

  @Test
  void neverOffersLessThan101NorMoreThanTheLongestPrice() {
    MarketConfig cut = Games.config("c2", 12.5, List.of());

    game.step(
        live(4, 60, 120, 100),
        Games.known(Games.reference(Games.PRIOR, Games.MODEL, cut), Availability.IN));

    Outcome favourite = game.winner().outcomes().get(0);
    assertThat(favourite.price()).isEqualTo(10_100);
    assertThat(favourite.active()).isFalse();
    Outcome longShot = game.winner().outcomes().get(1);
    assertThat(longShot.price()).isEqualTo(125_000);
    assertThat(longShot.active()).isTrue();
  }

  @Test
  void expectsMoreOfAPlayerInForm() {
    Enrichment known = Games.known();

    game.step(live(1, 720, 0, 0), known);

    assertThat(game.market(768, "total=26.5").outcomes().get(0).probability()).isLessThan(0.5);
    assertThat(game.market(768, "total=27.5").outcomes().get(0).probability()).isGreaterThan(0.5);
  }

  @Test
  void namesMarketsAndOutcomesInUofsWords() {
    game.step(live(1, 720, 0, 0));

    assertThat(names(game.winner()))
        .containsExactly("Winner (incl. overtime)", "Brooklyn Nets", "Golden State Warriors");
    assertThat(names(game.market(223, "hcp=-4.5")))
        .containsExactly(
            "Handicap (incl. overtime)", "Brooklyn Nets (-4.5)", "Golden State Warriors (+4.5)");
    assertThat(names(game.market(228, "total=108.5")))
        .containsExactly(
            "Golden State Warriors total (incl. overtime)", "over 108.5", "under 108.5");
    assertThat(names(game.market(768, "total=26.5")))
        .containsExactly("Kevin Durant points (incl. overtime)", "over 26.5", "under 26.5");
  }

  @Test
  void writesOnlyWhatChanged() {
    GameState state = live(2, 100, 51, 47);
    assertThat(game.step(state)).hasSize(15);

    assertThat(game.step(state)).isEmpty();

    List<MarketUpdate> updates = game.step(live(2, 99.9, 51, 47));
    assertThat(updates).hasSizeLessThan(15);
  }

  @Test
  void carriesTheCauseAndTheLookupsThatFailed() {
    Enrichment defaulted =
        new Enrichment(Games.known().reference(), Games.known().hot(), List.of("hot"));

    game.step(live(2, 100, 51, 47), defaulted);

    assertThat(game.winner().asOfEventId()).isEqualTo("event-1");
    assertThat(game.winner().asOfEventTimeMs()).isEqualTo(1_700_000_000_000L);
    assertThat(game.winner().defaulted()).containsExactly("hot");
    assertThat(game.book().lastKnown()).isEqualTo(defaulted);
  }

  @Test
  void publishesEveryMarketAgainFromSequenceOneWhenTheEpochRises() {
    GameState state = live(2, 100, 51, 47);
    game.step(state);
    game.step(live(2, 60, 55, 47));

    List<MarketUpdate> updates = game.step(live(2, 60, 55, 47), Games.known(), 4);

    assertThat(updates).hasSize(15);
    assertThat(updates)
        .allSatisfy(
            update -> {
              assertThat(update.epoch()).isEqualTo(4);
              assertThat(update.sequence()).isEqualTo(1);
              assertThat(update.updateId()).isEqualTo(update.marketKey() + "#4.1");
            });
    assertThat(updates).extracting(MarketUpdate::marketKey).isSorted();
  }

  @Test
  void refusesAnEpochThatFalls() {
    game.step(live(2, 100, 51, 47), Games.known(), 3);

    assertThatThrownBy(() -> game.step(live(2, 90, 51, 47), Games.known(), 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("epoch must not fall");
  }

  private static List<Double> probabilities(MarketUpdate market) {
    return market.outcomes().stream().map(Outcome::probability).toList();
  }

  private static List<String> names(MarketUpdate market) {
    return List.of(
        market.marketName(), market.outcomes().get(0).name(), market.outcomes().get(1).name());
  }
}
