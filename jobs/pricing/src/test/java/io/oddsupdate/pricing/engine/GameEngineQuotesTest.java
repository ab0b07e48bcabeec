package io.oddsupdate.pricing.engine;

import static io.oddsupdate.pricing.Games.live;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.oddsupdate.pricing.Games;
import io.oddsupdate.pricing.Log;
import io.oddsupdate.pricing.game.EventStatus;
import io.oddsupdate.pricing.game.GameEvent;
import io.oddsupdate.pricing.game.GameQuote;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.Payload;
import io.oddsupdate.pricing.market.MarketUpdate;
import io.oddsupdate.pricing.reference.Prior;
import io.oddsupdate.pricing.reference.PriorSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class GameEngineQuotesTest {
  private static final long NOW = 1_700_000_000_000L;

  private final Game game = new Game();

  @Test
  void quotesBeforeTheStartAreThePriorAndTheUpdateSaysOfHowMany() {
    GameState quoted =
        Log.of(
                quote("pinnacle", "pinnacle", 219, "", 1.5, 2.8, NOW),
                quote("unibet", "kambi", 219, "", 1.52, 2.72, NOW - 60_000),
                quote("betrivers", "kambi", 219, "", 1.52, 2.72, NOW - 90_000))
            .state();

    game.step(quoted);

    MarketUpdate winner = game.winner();
    assertThat(winner.prior()).isEqualTo(PriorSource.MARKET);
    assertThat(winner.consensus().books()).isEqualTo(3);
    assertThat(winner.consensus().supplierGroups()).isEqualTo(2);
    assertThat(winner.consensus().oldestQuoteAgeMs()).isEqualTo(90_000);
    assertThat(winner.consensus().dispersion()).isBetween(0.001, 0.2);
    assertThat(winner.devigMethod()).isEqualTo("shin");
    assertThat(winner.outcomes().get(0).probability()).isCloseTo(0.65, within(0.01));
  }

  @Test
  void aBookThatQuotesTwoMarketsIsOneBook() {
    GameState quoted =
        Log.of(
                quote("pinnacle", "pinnacle", 219, "", 1.5, 2.8, NOW),
                quote("pinnacle", "pinnacle", 223, "hcp=-4.5", 1.91, 1.91, NOW))
            .state();

    game.step(quoted);

    assertThat(game.winner().prior()).isEqualTo(PriorSource.MARKET);
    assertThat(game.winner().consensus().books()).isEqualTo(1);
  }

  @Test
  void whatBooksSayOfTheFirstHalfIsNotSaidOfTheGame() {
    GameEvent half =
        event(
            new GameQuote(
                "a", "a", 60, "", List.of("1", "2", "3"), List.of(1.1, 15.0, 9.0), false, NOW));

    game.step(Log.of(half).state());

    assertThat(game.winner().prior()).isEqualTo(Games.PRIOR.source());
    assertThat(game.winner().consensus()).isNull();

    Game both = new Game();
    both.step(Log.of(half, quote("a", "a", 219, "", 2.6, 1.55, NOW)).state());
    Game alone = new Game();
    alone.step(Log.of(quote("a", "a", 219, "", 2.6, 1.55, NOW)).state());

    assertThat(both.winner().outcomes()).isEqualTo(alone.winner().outcomes());
  }

  @Test
  void ratingsAreThePriorWithoutQuotes() {
    game.step(
        Games.notStarted(),
        Games.known(
            Games.reference(new Prior(-3, 220, PriorSource.RATINGS)),
            io.oddsupdate.pricing.reference.Availability.IN));

    assertThat(game.winner().prior()).isEqualTo(PriorSource.RATINGS);
    assertThat(game.winner().consensus()).isNull();
    assertThat(game.winner().devigMethod()).isNull();
  }

  @Test
  void aQuoteThatComesAfterTheStartChangesNothing() {
    Log log = Log.of(quote("pinnacle", "pinnacle", 219, "", 1.5, 2.8, NOW));
    game.step(log.state());
    log.offer(
        Games.play(
            "p",
            1,
            1,
            io.oddsupdate.pricing.game.ActionType.GAME_START,
            Games.clock(1, 720),
            0,
            0));
    game.step(log.state());
    double before = game.winner().outcomes().get(0).probability();

    log.offer(quote("late", "late", 219, "", 5.0, 1.2, NOW + 1000));
    game.step(log.state());

    assertThat(game.winner().outcomes().get(0).probability()).isEqualTo(before);
  }

  @Test
  void aSuspendedQuoteAndALineThatIsNoneSayNothing() {
    GameState state =
        Log.of(
                suspended(quote("a", "a", 219, "", 1.5, 2.8, NOW)),
                quote("b", "b", 223, "hcp=about five", 1.9, 1.9, NOW))
            .state();

    game.step(state);

    assertThat(game.winner().consensus()).isNull();
    assertThat(game.winner().defaulted()).isEmpty();
  }

  @Test
  void quotesThatNoTwoTeamsCanHaveAreNamed() {
    GameState contradictory =
        Log.of(
                quote("a", "a", 219, "", 1.05, 15, NOW),
                quote("b", "b", 223, "hcp=12.5", 4, 1.25, NOW))
            .state();

    game.step(contradictory);

    assertThat(game.winner().defaulted()).contains("quotes");
    assertThat(game.winner().prior()).isEqualTo(Games.PRIOR.source());
    assertThat(game.step(live(1, 700, 2, 0))).isNotEmpty();
  }

  private static GameEvent suspended(GameEvent event) {
    GameQuote quote = ((Payload.Quoted) event.payload()).quote();
    return event(
        new GameQuote(
            quote.bookmaker(),
            quote.supplierGroup(),
            quote.marketId(),
            quote.specifiers(),
            quote.outcomeIds(),
            quote.odds(),
            true,
            quote.lastUpdateMs()));
  }

  private static GameEvent quote(
      String book, String group, int market, String line, double home, double away, long at) {
    List<String> outcomes = market == 219 ? List.of("4", "5") : List.of("1714", "1715");
    return event(
        new GameQuote(book, group, market, line, outcomes, List.of(home, away), false, at));
  }

  private static GameEvent event(GameQuote quote) {
    return new GameEvent(
        "q-" + quote.bookmaker() + quote.marketId(),
        quote.lastUpdateMs(),
        0,
        false,
        EventStatus.NOT_STARTED,
        null,
        null,
        Games.RECEIVED_MS,
        new Payload.Quoted(quote));
  }
}
