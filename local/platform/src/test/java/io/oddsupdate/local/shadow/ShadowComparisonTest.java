package io.oddsupdate.local.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.oddsupdate.avro.internal.Certainty;
import io.oddsupdate.avro.internal.Market;
import io.oddsupdate.avro.internal.MarketStatus;
import io.oddsupdate.avro.internal.OddsUpdate;
import io.oddsupdate.avro.internal.Outcome;
import io.oddsupdate.avro.internal.OutcomeResult;
import io.oddsupdate.avro.internal.Prior;
import io.oddsupdate.avro.internal.Result;
import io.oddsupdate.avro.internal.Settlement;
import io.oddsupdate.pricing.market.League;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShadowComparisonTest {
  @Test
  void comparesTheMomentsAtWhichBothWereOpen() {
    List<OddsUpdate> live = List.of(open(1, "e1", 0.5), open(2, "e2", 0.6), open(3, "e3", 0.7));
    List<OddsUpdate> shadow =
        List.of(open(1, "e1", 0.52), open(2, "e2", 0.5), suspended(3, "e3"), open(4, "e4", 0.1));

    List<MarketScore> scores = ShadowComparison.of(League.NBA, live, shadow);

    assertThat(scores).hasSize(1);
    MarketScore winner = scores.get(0);
    assertThat(winner.market()).isEqualTo("winner");
    assertThat(winner.compared()).isEqualTo(2);
    assertThat(winner.meanDifference()).isCloseTo((0.02 + 0.1) / 2, within(1e-12));
    assertThat(winner.maxDifference()).isCloseTo(0.1, within(1e-12));
    assertThat(winner.scored()).isZero();
    assertThat(winner.logLoss()).isNaN();
  }

  @Test
  void scoresBothByWhatHappened() {
    List<OddsUpdate> live = List.of(open(1, "e1", 0.8), open(2, "e2", 0.4), settled(3, 0, true));
    List<OddsUpdate> shadow = List.of(open(1, "e1", 0.9), open(2, "e2", 0.5));

    MarketScore winner = ShadowComparison.of(League.NBA, live, shadow).get(0);

    assertThat(winner.scored()).isEqualTo(2);
    assertThat(winner.logLoss()).isCloseTo(-(Math.log(0.8) + Math.log(0.4)) / 2, within(1e-12));
    assertThat(winner.shadowLogLoss())
        .isCloseTo(-(Math.log(0.9) + Math.log(0.5)) / 2, within(1e-12));
    assertThat(winner.brier()).isCloseTo((2 * 0.04 + 2 * 0.36) / 2, within(1e-12));
    assertThat(winner.shadowBrier()).isCloseTo((2 * 0.01 + 2 * 0.25) / 2, within(1e-12));
  }

  @Test
  void scoresNothingThatWasReturnedOrTakenBack() {
    List<OddsUpdate> shadow = List.of(open(1, "e1", 0.9));

    assertThat(scored(List.of(open(1, "e1", 0.8), settled(2, 1, false)), shadow)).isZero();
    assertThat(scored(List.of(open(1, "e1", 0.8), settled(2, 0, true), open(3, "e3", 0.7)), shadow))
        .isZero();
  }

  private static int scored(List<OddsUpdate> live, List<OddsUpdate> shadow) {
    return ShadowComparison.of(League.NBA, live, shadow).get(0).scored();
  }

  private static OddsUpdate open(long sequence, String event, double home) {
    return update(sequence, event, MarketStatus.ACTIVE, home).build();
  }

  private static OddsUpdate suspended(long sequence, String event) {
    return update(sequence, event, MarketStatus.SUSPENDED, 0.5).build();
  }

  private static OddsUpdate settled(long sequence, double returned, boolean home) {
    return update(sequence, "end", MarketStatus.SETTLED, 1)
        .setSettlement(
            new Settlement(
                List.of(
                    new OutcomeResult("4", home ? Result.WON : Result.LOST, returned),
                    new OutcomeResult("5", Result.LOST, returned)),
                Certainty.CONFIRMED))
        .build();
  }

  private static OddsUpdate.Builder update(
      long sequence, String event, MarketStatus status, double home) {
    return OddsUpdate.newBuilder()
        .setUpdateId("nba-20261121-aaa-hhh|219||#1." + sequence)
        .setEpoch(1)
        .setSequence(sequence)
        .setLeague("nba")
        .setGameId("nba-20261121-aaa-hhh")
        .setGameDate(LocalDate.of(2026, 11, 21))
        .setMarket(new Market(219, "Winner (incl. overtime)", "", "incl_overtime"))
        .setStatus(status)
        .setReason("priced")
        .setOutcomes(List.of(outcome("4", home), outcome("5", 1 - home)))
        .setAsOfEventId(event)
        .setModelId("m")
        .setModelVersion("v")
        .setConfigVersion("c")
        .setMarginTarget(0)
        .setMarginActual(0)
        .setPrior(Prior.MARKET);
  }

  private static Outcome outcome(String id, double probability) {
    return new Outcome(
        id, id, probability, probability, 0.0, 0.0, 0.0, 1 - probability, 2.0, 20_000L, true);
  }
}
