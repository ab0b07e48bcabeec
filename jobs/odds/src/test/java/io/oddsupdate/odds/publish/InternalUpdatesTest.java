package io.oddsupdate.odds.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.avro.internal.Certainty;
import io.oddsupdate.avro.internal.Consensus;
import io.oddsupdate.avro.internal.Market;
import io.oddsupdate.avro.internal.MarketStatus;
import io.oddsupdate.avro.internal.OddsUpdate;
import io.oddsupdate.avro.internal.Outcome;
import io.oddsupdate.avro.internal.OutcomeResult;
import io.oddsupdate.avro.internal.Prior;
import io.oddsupdate.avro.internal.Result;
import io.oddsupdate.avro.internal.Settlement;
import io.oddsupdate.pricing.market.MarketUpdate;
import io.oddsupdate.pricing.market.UpdateConsensus;
import io.oddsupdate.pricing.reference.PriorSource;
import io.oddsupdate.schemas.WireFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class InternalUpdatesTest {
  private static final String KEY = "nba-20261121-aaa-hhh|768|total=24.5|nba-1";

  private static MarketUpdate update(
      io.oddsupdate.pricing.market.MarketStatus status,
      String playerId,
      Long asOfEventTimeMs,
      List<io.oddsupdate.pricing.market.OutcomeResult> results,
      String correctionOf) {
    return new MarketUpdate(
        KEY,
        KEY + "#2.5",
        2,
        5,
        "nba",
        "nba-20261121-aaa-hhh",
        LocalDate.of(2026, 11, 21).toEpochDay(),
        playerId,
        768,
        "Player points",
        "total=24.5",
        "incl_overtime",
        status,
        "priced",
        List.of(
            new io.oddsupdate.pricing.market.Outcome(
                "12", "over 24.5", 0.52, 0.51, 0.01, 0.02, 0.03, 0.43, 1.923, 18_300, true)),
        "nba-livedata:1:7",
        asOfEventTimeMs,
        "nba-normal-margin",
        "nba-2026.1",
        "nba-markets-1",
        0.07,
        0.0699,
        "power",
        new UpdateConsensus(5, 3, 40_000, 0.02, List.of(0.4, 0.6)),
        PriorSource.MARKET,
        List.of("hot"),
        results,
        correctionOf);
  }

  @Test
  void carriesEveryFieldOfAnUpdate() {
    OddsUpdate avro =
        InternalUpdates.toAvro(
            update(
                io.oddsupdate.pricing.market.MarketStatus.ACTIVE,
                "nba-1",
                1_700_000_000_123L,
                List.of(),
                null));

    assertThat(avro)
        .isEqualTo(
            OddsUpdate.newBuilder()
                .setUpdateId(KEY + "#2.5")
                .setEpoch(2)
                .setSequence(5)
                .setLeague("nba")
                .setGameId("nba-20261121-aaa-hhh")
                .setGameDate(LocalDate.of(2026, 11, 21))
                .setPlayerId("nba-1")
                .setMarket(new Market(768, "Player points", "total=24.5", "incl_overtime"))
                .setStatus(MarketStatus.ACTIVE)
                .setReason("priced")
                .setOutcomes(
                    List.of(
                        new Outcome(
                            "12",
                            "over 24.5",
                            0.52,
                            0.51,
                            0.01,
                            0.02,
                            0.03,
                            0.43,
                            1.923,
                            18_300L,
                            true)))
                .setAsOfEventId("nba-livedata:1:7")
                .setAsOfEventTime(Instant.ofEpochMilli(1_700_000_000_123L))
                .setModelId("nba-normal-margin")
                .setModelVersion("nba-2026.1")
                .setConfigVersion("nba-markets-1")
                .setMarginTarget(0.07)
                .setMarginActual(0.0699)
                .setDevigMethod("power")
                .setConsensus(new Consensus(5, 3, 40_000L, 0.02, List.of(0.4, 0.6)))
                .setPrior(Prior.MARKET)
                .setDefaulted(List.of("hot"))
                .build());
    assertThat(avro.getSettlement()).isNull();
  }

  @Test
  void confirmsASettlementAndNamesWhatItCorrects() {
    OddsUpdate avro =
        InternalUpdates.toAvro(
            update(
                io.oddsupdate.pricing.market.MarketStatus.SETTLED,
                null,
                null,
                List.of(
                    new io.oddsupdate.pricing.market.OutcomeResult(
                        "12", io.oddsupdate.pricing.market.Result.LOST, 0.5)),
                KEY + "#2.4"));

    assertThat(avro.getSettlement())
        .isEqualTo(
            new Settlement(
                List.of(new OutcomeResult("12", Result.LOST, 0.5)), Certainty.CONFIRMED));
    assertThat(avro.getCorrectionOf()).isEqualTo(KEY + "#2.4");
    assertThat(avro.getPlayerId()).isNull();
    assertThat(avro.getAsOfEventTime()).isNull();
  }

  @Test
  void survivesTheWire() throws Exception {
    OddsUpdate avro =
        InternalUpdates.toAvro(
            update(
                io.oddsupdate.pricing.market.MarketStatus.SUSPENDED, "nba-1", 5L, List.of(), null));

    byte[] bytes = WireFormat.encode(9, avro);

    assertThat(WireFormat.decode(bytes, OddsUpdate.getClassSchema(), OddsUpdate.class))
        .isEqualTo(avro);
  }
}
