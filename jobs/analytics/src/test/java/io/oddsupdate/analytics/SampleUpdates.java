package io.oddsupdate.analytics;

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
import io.oddsupdate.schemas.WireFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Updates of two games with twelve markets each, made from a number; the same number, the same
 * update.
 */
public final class SampleUpdates {
  public static final int SCHEMA_ID = 7;
  private static final int MARKETS = 24;

  private SampleUpdates() {}

  /** The log's record number {@code n}: markets take turns, sequences are dense. */
  public static OddsUpdate update(long n) {
    int market = (int) (n % MARKETS);
    boolean second = market >= MARKETS / 2;
    int line = market % (MARKETS / 2);
    boolean player = line >= 8;
    long sequence = n / MARKETS + 1;
    String game = second ? "nba-20260201-LAL-BOS" : "nba-20260131-GSW-BKN";
    String playerId = player ? "nba-20" + line : null;
    String specifiers = "total=" + (200.5 + line);
    int marketId = player ? 768 : 225;
    String key =
        game + "|" + marketId + "|" + specifiers + "|" + (playerId == null ? "" : playerId);
    boolean settled = n % 11 == 10;
    double over = 0.5 + (n % 400) / 1_000.0;
    return OddsUpdate.newBuilder()
        .setUpdateId(key + "#1." + sequence)
        .setEpoch(1)
        .setSequence(sequence)
        .setLeague("nba")
        .setGameId(game)
        .setGameDate(LocalDate.of(2026, second ? 2 : 1, second ? 1 : 31))
        .setPlayerId(playerId)
        .setMarket(new Market(marketId, "Total (incl. overtime)", specifiers, "incl_overtime"))
        .setStatus(settled ? MarketStatus.SETTLED : MarketStatus.ACTIVE)
        .setReason(settled ? "settled" : "priced")
        .setOutcomes(List.of(outcome("12", "over", over), outcome("13", "under", 1 - over)))
        .setAsOfEventId("nba-livedata:0022000001:" + n)
        .setAsOfEventTime(n % 5 == 0 ? null : Instant.ofEpochMilli(1_769_900_000_123L + n))
        .setModelId("nba-normal-margin")
        .setModelVersion("nba-2026.1")
        .setConfigVersion("nba-markets-1")
        .setMarginTarget(0.05)
        .setMarginActual(0.05 + n / 1e9)
        .setDevigMethod(n % 3 == 0 ? "power" : null)
        .setConsensus(n % 4 == 0 ? new Consensus(5, 3, 1_500L, 0.0123, List.of(0.61, 0.39)) : null)
        .setPrior(Prior.RATINGS)
        .setDefaulted(n % 2 == 0 ? List.of() : List.of("hot", "reference"))
        .setSettlement(settled ? settlement() : null)
        .setCorrectionOf(n % 22 == 21 ? key + "#1.1" : null)
        .build();
  }

  /** The same update as the log holds it. */
  public static LoggedBytes logged(long n) {
    return new LoggedBytes(
        position(n),
        WireFormat.encode(SCHEMA_ID, update(n)),
        Long.toString(1_769_900_000_000L + n),
        Long.toString(1_769_900_000_040L + n),
        n % 2 == 0 ? "fresh" : "cached",
        n % 3 == 0 ? null : "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
  }

  public static LogPosition position(long n) {
    return new LogPosition("odds.updates.internal.nba", (int) (n % 4), n / 4);
  }

  private static Outcome outcome(String id, String name, double probability) {
    return Outcome.newBuilder()
        .setId(id)
        .setName(name)
        .setProbability(probability)
        .setWin(probability)
        .setHalfWin(0)
        .setRefund(0)
        .setHalfLose(0)
        .setLose(1 - probability)
        .setFairPrice(1 / probability)
        .setPrice(Math.round(9_500 / probability))
        .setActive(true)
        .build();
  }

  private static Settlement settlement() {
    return new Settlement(
        List.of(
            new OutcomeResult("12", Result.WON, 0.0), new OutcomeResult("13", Result.LOST, 0.5)),
        Certainty.CONFIRMED);
  }
}
