package io.oddsupdate.pricing.engine;

import static io.oddsupdate.pricing.Games.ended;
import static io.oddsupdate.pricing.Games.live;
import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.pricing.Games;
import io.oddsupdate.pricing.market.MarketKind;
import io.oddsupdate.pricing.market.MarketStatus;
import io.oddsupdate.pricing.market.MarketUpdate;
import io.oddsupdate.pricing.market.OutcomeResult;
import io.oddsupdate.pricing.market.Result;
import io.oddsupdate.pricing.model.LineParts;
import io.oddsupdate.pricing.reference.Availability;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GameEngineSettlementTest {
  private final Game game = new Game();

  @Test
  void settlesEveryMarketByTheFinalScore() {
    game.step(live(4, 5, 99, 125));
    game.step(ended(99, 125, Map.of(Games.HOME_STAR, 22, Games.AWAY_STAR, 30)));

    assertResults(game.winner(), lost("4"), won("5"));
    assertResults(game.market(223, "hcp=-4.5"), lost("1714"), won("1715"));
    assertResults(game.market(225, "total=221.5"), won("12"), lost("13"));
    assertResults(game.market(225, "total=225.5"), lost("12"), won("13"));
    assertResults(game.market(227, "total=113"), lost("12"), won("13"));
    assertResults(game.market(228, "total=108.5"), won("12"), lost("13"));
    assertResults(game.market(768, "total=26.5"), lost("12"), won("13"));
    assertResults(game.market(768, "total=27.5"), won("12"), lost("13"));
  }

  @Test
  void returnsTheStakeOnAPush() {
    game.step(ended(113, 100, Map.of()));

    assertResults(game.market(227, "total=113"), returned("12", 1), returned("13", 1));
  }

  @Test
  void returnsHalfTheStakeOnAQuarterLine() {
    assertThat(
            Settlement.of(
                MarketKind.TOTAL,
                List.of(new LineParts(0, 1, 0, 0, 0), new LineParts(0, 0, 0, 1, 0))))
        .containsExactly(new OutcomeResult("12", Result.WON, 0.5), returned("13", 0.5));
  }

  @Test
  void voidsAPlayerWhoTookNoPart() {
    game.step(live(4, 5, 99, 125));
    game.step(
        ended(99, 125, Map.of(Games.AWAY_STAR, 30)),
        Games.known(Games.known().reference(), Availability.OUT));

    assertResults(game.market(768, "total=26.5"), returned("12", 1), returned("13", 1));
    assertResults(game.market(768, "total=27.5"), won("12"), lost("13"));
  }

  @Test
  void settlesAPlayerWhoScoredAndWentOut() {
    game.step(
        ended(99, 125, Map.of(Games.HOME_STAR, 4)),
        Games.known(Games.known().reference(), Availability.OUT));

    assertResults(game.market(768, "total=26.5"), lost("12"), won("13"));
  }

  @Test
  void voidsTheWinnerOfAGameReportedEndedInATie() {
    game.step(ended(100, 100, Map.of()));

    assertResults(game.winner(), returned("4", 1), returned("5", 1));
  }

  @Test
  void writesNothingWhenALateEditLeavesTheResults() {
    game.step(ended(99, 125, Map.of()));

    assertThat(game.step(ended(98, 125, Map.of()))).isEmpty();
  }

  @Test
  void correctsOnlyTheSettlementsWhoseResultChanges() {
    game.step(ended(99, 122, Map.of()));
    String first = game.market(225, "total=221.5").updateId();

    List<MarketUpdate> updates = game.step(ended(99, 123, Map.of()));

    assertThat(updates).hasSize(1);
    MarketUpdate corrected = updates.get(0);
    assertThat(corrected.status()).isEqualTo(MarketStatus.SETTLED);
    assertThat(corrected.reason()).isEqualTo("corrected");
    assertThat(corrected.correctionOf()).isEqualTo(first);
    assertResults(corrected, won("12"), lost("13"));
  }

  @Test
  void takesASettlementBackWhenTheGameHasNotEndedAfterAll() {
    game.step(ended(99, 125, Map.of()));
    String settled = game.winner().updateId();

    game.step(live(4, 300, 99, 101));
    assertThat(game.winner().status()).isEqualTo(MarketStatus.ACTIVE);
    assertThat(game.winner().correctionOf()).isEqualTo(settled);
    assertThat(game.winner().results()).isEmpty();

    game.step(live(4, 290, 99, 103));
    assertThat(game.winner().correctionOf()).isNull();

    game.step(ended(99, 103, Map.of()));
    assertThat(game.winner().reason()).isEqualTo("settled");
    assertThat(game.winner().correctionOf()).isNull();
  }

  @Test
  void publishesASettlementAgainInANewEpochWithoutCallingItACorrection() {
    game.step(ended(99, 125, Map.of()));

    assertThat(game.step(ended(99, 125, Map.of()), Games.known(), 2)).hasSize(15);

    assertThat(game.winner().reason()).isEqualTo("settled");
    assertThat(game.winner().correctionOf()).isNull();
  }

  private static void assertResults(MarketUpdate market, OutcomeResult... results) {
    assertThat(market.status()).as(market.marketKey()).isEqualTo(MarketStatus.SETTLED);
    assertThat(market.results()).as(market.marketKey()).containsExactly(results);
    assertThat(market.outcomes()).noneMatch(outcome -> outcome.active());
  }

  private static OutcomeResult won(String outcome) {
    return new OutcomeResult(outcome, Result.WON, 0);
  }

  private static OutcomeResult lost(String outcome) {
    return new OutcomeResult(outcome, Result.LOST, 0);
  }

  private static OutcomeResult returned(String outcome, double voidFactor) {
    return new OutcomeResult(outcome, Result.LOST, voidFactor);
  }
}
