package io.oddsupdate.pricing.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.oddsupdate.pricing.Games;
import io.oddsupdate.pricing.Log;
import io.oddsupdate.pricing.game.ActionType;
import io.oddsupdate.pricing.game.EventStatus;
import io.oddsupdate.pricing.game.GameEvent;
import io.oddsupdate.pricing.game.GameQuote;
import io.oddsupdate.pricing.game.Payload;
import io.oddsupdate.pricing.market.MarketUpdate;
import io.oddsupdate.pricing.market.UpdateConsensus;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The consensus of what is quoted in play: beside our price, market by market. */
class LiveQuotesTest {
  private static final long TIP_OFF = 1_700_000_000_000L;

  private final GameEngine engine = new GameEngine();
  private final Log log = new Log();
  private final Map<String, MarketUpdate> last = new TreeMap<>();
  private GameBook book = GameBook.EMPTY;
  private int order;

  @Test
  void saysOfEachMarketHowManyBooksHowOldAndHowDispersed() {
    play(ActionType.SCORE, 10, 2, 0);
    quote("pinnacle", "pinnacle", 219, "", 1.5, 2.8, 18);
    quote("unibet", "kambi", 219, "", 1.52, 2.72, 17);
    quote("betrivers", "kambi", 219, "", 1.52, 2.72, 14);
    play(ActionType.ATTEMPT, 20, 2, 0);

    UpdateConsensus winner = market(219, "").consensus();
    assertThat(winner.books()).isEqualTo(3);
    assertThat(winner.supplierGroups()).isEqualTo(2);
    assertThat(winner.oldestQuoteAgeMs()).isEqualTo(6_000);
    assertThat(winner.dispersion()).isBetween(0.001, 0.2);
    assertThat(winner.probabilities()).hasSize(2);
    assertThat(winner.probabilities().get(0)).isCloseTo(0.65, within(0.01));
    assertThat(market(219, "").devigMethod()).isEqualTo("shin");
    assertThat(market(225, "total=221.5").consensus()).as("nobody quotes it").isNull();
  }

  @Test
  void ofALineOnlyItsOwnQuotesCount() {
    quote("a", "a", 223, "hcp=-4.5", 1.9, 1.9, 1);
    quote("b", "b", 223, "hcp=-6.5", 2.2, 1.65, 1);
    play(ActionType.SCORE, 0, 2, 0);

    assertThat(market(223, "hcp=-4.5").consensus().probabilities().get(0)).isEqualTo(0.5);
    assertThat(market(223, "hcp=-6.5").consensus().probabilities().get(0)).isLessThan(0.45);
  }

  @Test
  void aQuoteFromBeforeTheLastScoreIsOfAnotherGame() {
    quote("stale", "stale", 219, "", 1.5, 2.8, 29);
    quote("fresh", "fresh", 219, "", 1.4, 3.1, 31);
    play(ActionType.SCORE, 30, 3, 0);

    assertThat(market(219, "").consensus().books()).isEqualTo(1);
    assertThat(market(219, "").consensus().probabilities().get(0)).isGreaterThan(0.68);
  }

  @Test
  void aDeletedScoreTakesNothingFromAQuote() {
    play(ActionType.SCORE, 10, 2, 0);
    quote("a", "a", 219, "", 1.5, 2.8, 20);
    GameEvent basket = play(ActionType.SCORE, 30, 4, 0);
    assertThat(market(219, "").consensus()).as("it is older than the basket").isNull();

    step(Games.deletion(basket.eventId(), 2, basket.vendorOrder()));

    assertThat(market(219, "").consensus().books()).isEqualTo(1);
  }

  @Test
  void aLateEditThatMakesTheScoreDropsWhatWasQuotedBefore() {
    play(ActionType.SCORE, 10, 2, 0);
    quote("a", "a", 219, "", 1.5, 2.8, 20);
    GameEvent missed = play(ActionType.ATTEMPT, 30, 2, 0);
    assertThat(market(219, "").consensus().books()).isEqualTo(1);

    step(basket(missed.eventId(), 2, missed.vendorOrder(), ActionType.SCORE, 30, 5, 0));

    assertThat(market(219, "").consensus()).isNull();
  }

  @Test
  void suspendedQuotesAndOutliersDoNotCount() {
    play(ActionType.SCORE, 10, 2, 0);
    quote("a", "a", 219, "", 1.5, 2.8, 18);
    quote("b", "b", 219, "", 1.52, 2.72, 18);
    quote("wrong", "wrong", 219, "", 4.0, 1.25, 18);
    offer(new GameQuote("s", "s", 219, "", IDS, List.of(1.5, 2.8), true, at(18)));
    play(ActionType.ATTEMPT, 20, 2, 0);

    assertThat(market(219, "").consensus().books()).isEqualTo(2);
  }

  @Test
  void movesNoPrice() {
    play(ActionType.SCORE, 10, 2, 0);
    MarketUpdate before = market(219, "");

    int written = quote("a", "a", 219, "", 3.0, 1.4, 18).size();

    assertThat(written).as("an opinion alone is no news for those who read prices").isZero();
    assertThat(market(219, "")).isEqualTo(before);
  }

  @Test
  void theQuotesOfThePriorAreNotShownAsThoseOfNow() {
    quote("a", "a", 219, "", 1.5, 2.8, -60);
    assertThat(market(219, "").consensus().books()).isEqualTo(1);

    play(ActionType.SCORE, 10, 2, 0);

    assertThat(market(219, "").consensus()).isNull();
    assertThat(market(219, "").devigMethod()).as("the prior is still theirs").isEqualTo("shin");
  }

  @Test
  void anEndedGameHasNoOpinion() {
    play(ActionType.SCORE, 10, 2, 0);
    quote("a", "a", 219, "", 1.5, 2.8, 18);
    play(ActionType.GAME_END, 20, 2, 0);

    assertThat(last.values()).allSatisfy(update -> assertThat(update.consensus()).isNull());
  }

  private static final List<String> IDS = List.of("4", "5");

  private List<MarketUpdate> quote(
      String bookmaker,
      String group,
      int market,
      String specifiers,
      double first,
      double second,
      long quotedAt) {
    List<String> ids = market == 219 ? IDS : List.of("1714", "1715");
    return offer(
        new GameQuote(
            bookmaker,
            group,
            market,
            specifiers,
            ids,
            List.of(first, second),
            false,
            at(quotedAt)));
  }

  private List<MarketUpdate> offer(GameQuote quote) {
    return step(
        new GameEvent(
            "q-" + quote.bookmaker() + quote.marketId() + quote.specifiers(),
            quote.lastUpdateMs(),
            0,
            false,
            EventStatus.LIVE,
            null,
            null,
            quote.lastUpdateMs(),
            new Payload.Quoted(quote)));
  }

  private GameEvent play(ActionType action, long second, int home, int away) {
    order++;
    GameEvent play = basket("p" + order, 1, order, action, second, home, away);
    step(play);
    return play;
  }

  private static GameEvent basket(
      String id, long revision, long order, ActionType action, long second, int home, int away) {
    return new GameEvent(
        id,
        revision,
        order,
        false,
        action == ActionType.GAME_END ? EventStatus.ENDED : EventStatus.LIVE,
        Games.clock(1, 700 - second),
        at(second),
        at(second + 1),
        new Payload.Play(action, home, away, null, List.of()));
  }

  private static long at(long second) {
    return TIP_OFF + second * 1000;
  }

  private List<MarketUpdate> step(GameEvent event) {
    log.offer(event);
    Cause cause = new Cause("nba", Games.GAME, event.eventId(), event.occurredAtMs());
    Priced priced = engine.step(book, log.state(), cause, Games.known(), 1);
    book = priced.book();
    priced.updates().forEach(update -> last.put(update.marketKey(), update));
    return priced.updates();
  }

  private MarketUpdate market(int id, String specifiers) {
    return last.values().stream()
        .filter(update -> update.marketId() == id && update.specifiers().equals(specifiers))
        .findFirst()
        .orElseThrow();
  }
}
