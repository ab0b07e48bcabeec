package io.oddsupdate.mirror;

import io.oddsupdate.avro.internal.Market;
import io.oddsupdate.avro.internal.MarketStatus;
import io.oddsupdate.avro.internal.OddsUpdate;
import io.oddsupdate.avro.internal.Outcome;
import io.oddsupdate.avro.internal.Prior;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Internal updates for tests. */
final class Updates {
  static final String GAME = "nba-20261122-GSW-BKN";

  private Updates() {}

  /** An update of the total market, number {@code sequence}. */
  static OddsUpdate total(long sequence) {
    return OddsUpdate.newBuilder()
        .setUpdateId(GAME + "|225|total=221.5|#1." + sequence)
        .setEpoch(1)
        .setSequence(sequence)
        .setLeague("nba")
        .setGameId(GAME)
        .setGameDate(LocalDate.of(2026, 11, 22))
        .setMarket(
            Market.newBuilder()
                .setId(225)
                .setName("Total (incl. overtime)")
                .setSpecifiers("total=221.5")
                .setPeriod("incl_overtime")
                .build())
        .setStatus(MarketStatus.ACTIVE)
        .setReason("priced")
        .setOutcomes(
            List.of(outcome("12", "over 221.5", 19_000), outcome("13", "under 221.5", 19_500)))
        .setAsOfEventId("nba-livedata:0022600001:" + sequence)
        .setAsOfEventTime(Instant.ofEpochMilli(1_795_000_000_000L + sequence))
        .setModelId("nba-normal")
        .setModelVersion("nba-1")
        .setConfigVersion("7")
        .setMarginTarget(0.045)
        .setMarginActual(0.04498)
        .setPrior(Prior.MARKET)
        .setDefaulted(List.of())
        .build();
  }

  static Outcome outcome(String id, String name, long price) {
    return Outcome.newBuilder()
        .setId(id)
        .setName(name)
        .setProbability(0.4987654)
        .setWin(0.4987654)
        .setHalfWin(0)
        .setRefund(0)
        .setHalfLose(0)
        .setLose(0.5012346)
        .setFairPrice(2.00495)
        .setPrice(price)
        .setActive(true)
        .build();
  }
}
