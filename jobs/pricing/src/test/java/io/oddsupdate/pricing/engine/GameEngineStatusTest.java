package io.oddsupdate.pricing.engine;

import static io.oddsupdate.pricing.Games.ended;
import static io.oddsupdate.pricing.Games.live;
import static io.oddsupdate.pricing.Games.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.pricing.Games;
import io.oddsupdate.pricing.game.ActionType;
import io.oddsupdate.pricing.game.EventStatus;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.PeriodType;
import io.oddsupdate.pricing.game.Situation;
import io.oddsupdate.pricing.market.MarketStatus;
import io.oddsupdate.pricing.market.MarketUpdate;
import io.oddsupdate.pricing.market.Outcome;
import io.oddsupdate.pricing.reference.Availability;
import io.oddsupdate.pricing.reference.Enrichment;
import io.oddsupdate.pricing.reference.GameReference;
import io.oddsupdate.pricing.reference.MarketConfig;
import io.oddsupdate.pricing.reference.Prior;
import io.oddsupdate.pricing.reference.PriorSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GameEngineStatusTest {
  private final Game game = new Game();

  @Test
  void offersOnlyASuspendedWinnerWhileNothingIsKnownOfTheGame() {
    List<MarketUpdate> updates = game.step(live(1, 600, 5, 3), Enrichment.UNKNOWN);

    assertThat(updates).hasSize(1);
    MarketUpdate winner = updates.get(0);
    assertThat(winner.marketKey()).isEqualTo(Games.GAME + "|219||");
    assertStatus(winner, MarketStatus.SUSPENDED, "reference_unavailable");
    assertThat(winner.outcomes()).isEmpty();
    assertThat(winner.scheduledDay()).isEqualTo(20_779);
    assertThat(winner.prior()).isEqualTo(PriorSource.LEAGUE);
    assertThat(winner.modelVersion()).isEqualTo("none");
    assertThat(game.step(live(1, 590, 5, 5), Enrichment.UNKNOWN)).isEmpty();
  }

  @Test
  void offersEveryMarketOnceTheReferenceIsKnown() {
    game.step(live(1, 600, 5, 3), Enrichment.UNKNOWN);

    List<MarketUpdate> updates = game.step(live(1, 590, 5, 5));

    assertThat(updates).hasSize(15);
    assertThat(updates).allSatisfy(update -> assertStatus(update, MarketStatus.ACTIVE, "priced"));
    assertThat(game.winner().sequence()).isEqualTo(2);
    assertThat(game.market(768, "total=26.5").playerId()).isEqualTo(Games.HOME_STAR);
  }

  @Test
  void staysSuspendedWithoutAPrior() {
    Enrichment noPrior = Games.known(Games.reference(null), Availability.IN);

    assertThat(game.step(live(1, 600, 5, 3), noPrior)).hasSize(1);
    assertStatus(game.winner(), MarketStatus.SUSPENDED, "reference_unavailable");
    assertThat(game.winner().modelVersion()).isEqualTo("nba-2026.1");

    assertThat(game.step(live(1, 590, 5, 5))).hasSize(15);
  }

  @Test
  void suspendsPlayersWhoseAvailabilityWasNeverKnown() {
    game.step(live(1, 600, 5, 3), new Enrichment(Games.known().reference(), List.of(), List.of()));

    assertStatus(game.winner(), MarketStatus.ACTIVE, "priced");
    MarketUpdate player = game.market(768, "total=26.5");
    assertStatus(player, MarketStatus.SUSPENDED, "reference_unavailable");
    assertThat(player.outcomes()).isEmpty();
  }

  @Test
  void suspendsOnlyTheMarketsOfAPlayerWhoIsOut() {
    game.step(live(1, 600, 5, 3), Games.known(Games.known().reference(), Availability.OUT));

    assertStatus(game.market(768, "total=26.5"), MarketStatus.SUSPENDED, "injury");
    assertStatus(game.market(768, "total=27.5"), MarketStatus.ACTIVE, "priced");

    game.step(live(1, 590, 5, 3));
    assertStatus(game.market(768, "total=26.5"), MarketStatus.ACTIVE, "priced");
  }

  @Test
  void aDoubtfulPlayerIsPricedUntilTheGameStarts() {
    Enrichment doubtful = Games.known(Games.known().reference(), Availability.QUESTIONABLE);

    game.step(Games.notStarted(), doubtful);
    assertStatus(game.market(768, "total=26.5"), MarketStatus.ACTIVE, "priced");

    game.step(live(1, 720, 0, 0), doubtful);
    assertStatus(game.market(768, "total=26.5"), MarketStatus.SUSPENDED, "injury");
  }

  @Test
  void suspendsEveryMarketOfTheGameOnReviewAndReleasesThem() {
    game.step(live(2, 300, 40, 38));

    game.step(under(ActionType.REVIEW_START));
    assertThat(game.markets())
        .allSatisfy(
            market -> {
              assertStatus(market, MarketStatus.SUSPENDED, "review");
              assertThat(market.outcomes()).hasSize(2).noneMatch(Outcome::active);
              assertThat(market.outcomes()).allMatch(outcome -> outcome.price() >= 10_100);
            });

    game.step(live(2, 290, 40, 38));
    assertThat(game.markets())
        .allSatisfy(market -> assertStatus(market, MarketStatus.ACTIVE, "priced"));
  }

  @Test
  void suspendsOnInjuryOnlyWhereTheConfigurationSaysSo() {
    game.step(under(ActionType.INJURY));
    assertStatus(game.winner(), MarketStatus.SUSPENDED, "injury");

    MarketConfig lenient = Games.config("c2", 500, List.of(ActionType.REVIEW_START));
    Game other = new Game();
    other.step(
        under(ActionType.INJURY),
        Games.known(Games.reference(Games.PRIOR, Games.MODEL, lenient), Availability.IN));
    assertStatus(other.winner(), MarketStatus.ACTIVE, "priced");
  }

  @Test
  void namesTheMostLastingReasonOfASuspension() {
    game.step(controlled(true, true));
    assertStatus(game.winner(), MarketStatus.SUSPENDED, "trader");

    game.step(controlled(false, true));
    assertStatus(game.winner(), MarketStatus.SUSPENDED, "feed_down");

    game.step(controlled(false, false));
    assertStatus(game.winner(), MarketStatus.SUSPENDED, "review");
  }

  @Test
  void deactivatesATotalThatIsExceededAndTakesItBackAfterACorrection() {
    game.step(live(4, 60, 115, 106));
    assertStatus(game.market(225, "total=221.5"), MarketStatus.ACTIVE, "priced");

    game.step(live(4, 55, 116, 106));
    MarketUpdate exceeded = game.market(225, "total=221.5");
    assertStatus(exceeded, MarketStatus.DEACTIVATED, "decided");
    assertThat(exceeded.outcomes().get(0).probability()).isEqualTo(1);
    assertThat(exceeded.outcomes().get(1).probability()).isEqualTo(0);
    assertThat(exceeded.outcomes()).noneMatch(Outcome::active);
    assertStatus(game.market(225, "total=225.5"), MarketStatus.ACTIVE, "priced");

    game.step(live(4, 55, 114, 106));
    assertStatus(game.market(225, "total=221.5"), MarketStatus.ACTIVE, "priced");
  }

  @Test
  void deactivatesAPlayerWhoIsOverTheLine() {
    game.step(state(EventStatus.LIVE, 3, 100, 80, 80, null, Map.of(Games.HOME_STAR, 27)));

    assertStatus(game.market(768, "total=26.5"), MarketStatus.DEACTIVATED, "decided");
    assertStatus(game.market(768, "total=27.5"), MarketStatus.ACTIVE, "priced");
  }

  @Test
  void deactivatesEverythingOnceTheClockHasRunOutWithALead() {
    game.step(live(4, 0, 100, 99));

    assertThat(game.markets())
        .allSatisfy(market -> assertStatus(market, MarketStatus.DEACTIVATED, "decided"));

    game.step(live(4, 0, 100, 100));
    assertStatus(game.winner(), MarketStatus.ACTIVE, "priced");
  }

  @Test
  void settlesBeforeAnythingElse() {
    GameState over =
        new GameState(
            EventStatus.ENDED,
            4,
            PeriodType.REG,
            0,
            0,
            100,
            99,
            List.of(),
            Situation.NONE,
            List.of(),
            List.of(ActionType.REVIEW_START),
            true,
            true,
            null,
            Map.of(),
            List.of(),
            null);

    game.step(over);

    assertThat(game.markets())
        .hasSize(15)
        .allSatisfy(market -> assertStatus(market, MarketStatus.SETTLED, "settled"));
  }

  @Test
  void settlesTheWinnerOfAGameThatNoReferenceWasFoundOf() {
    game.step(ended(99, 125, Map.of()), Enrichment.UNKNOWN);

    assertStatus(game.winner(), MarketStatus.SETTLED, "settled");
    assertThat(game.winner().results()).hasSize(2);
  }

  @Test
  void keepsTheModelTheConfigurationAndTheLinesOfTheFirstReference() {
    game.step(live(1, 600, 5, 3));
    GameReference moved =
        Games.reference(
            new Prior(3, 200, PriorSource.RATINGS),
            Games.model("nba-2027.1", 12),
            Games.config("c2", 500, List.of()));

    List<MarketUpdate> updates = game.step(live(1, 600, 5, 3), Games.known(moved, Availability.IN));

    assertThat(updates).isNotEmpty();
    assertThat(updates)
        .allSatisfy(
            update -> {
              assertThat(update.modelVersion()).isEqualTo("nba-2026.1");
              assertThat(update.configVersion()).isEqualTo("nba-markets-1");
              assertThat(update.prior()).isEqualTo(PriorSource.RATINGS);
            });
    assertThat(game.market(223, "hcp=-4.5").outcomes().get(0).probability()).isLessThan(0.4);
  }

  private static GameState under(ActionType action) {
    return state(EventStatus.LIVE, 2, 295, 40, 38, action, Map.of());
  }

  private static GameState controlled(boolean trader, boolean feedDown) {
    return new GameState(
        EventStatus.LIVE,
        2,
        PeriodType.REG,
        295,
        0,
        40,
        38,
        List.of(),
        Situation.NONE,
        List.of(),
        List.of(ActionType.REVIEW_START),
        trader,
        feedDown,
        null,
        Map.of(),
        List.of(),
        null);
  }

  private static void assertStatus(MarketUpdate market, MarketStatus status, String reason) {
    assertThat(market.status()).as(market.marketKey()).isEqualTo(status);
    assertThat(market.reason()).as(market.marketKey()).isEqualTo(reason);
  }
}
