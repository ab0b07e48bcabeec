package io.oddsupdate.odds.publish;

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
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** The value of {@code odds.updates.internal.{league}}: a pure function of what was priced. */
public final class InternalUpdates {
  private InternalUpdates() {}

  /**
   * Maps an update onto its record. A settlement is CONFIRMED: markets settle when the game has
   * ended. De-vig method and consensus are null where no quotes count.
   */
  public static OddsUpdate toAvro(MarketUpdate update) {
    return OddsUpdate.newBuilder()
        .setUpdateId(update.updateId())
        .setEpoch(update.epoch())
        .setSequence(update.sequence())
        .setLeague(update.league())
        .setGameId(update.gameId())
        .setGameDate(LocalDate.ofEpochDay(update.scheduledDay()))
        .setPlayerId(update.playerId())
        .setMarket(
            new Market(
                update.marketId(), update.marketName(), update.specifiers(), update.period()))
        .setStatus(MarketStatus.valueOf(update.status().name()))
        .setReason(update.reason())
        .setOutcomes(update.outcomes().stream().map(InternalUpdates::outcome).toList())
        .setAsOfEventId(update.asOfEventId())
        .setAsOfEventTime(
            update.asOfEventTimeMs() == null
                ? null
                : Instant.ofEpochMilli(update.asOfEventTimeMs()))
        .setModelId(update.modelId())
        .setModelVersion(update.modelVersion())
        .setConfigVersion(update.configVersion())
        .setMarginTarget(update.marginTarget())
        .setMarginActual(update.marginActual())
        .setDevigMethod(update.devigMethod())
        .setConsensus(consensus(update.consensus()))
        .setPrior(Prior.valueOf(update.prior().name()))
        .setDefaulted(List.copyOf(update.defaulted()))
        .setSettlement(settlement(update.results()))
        .setCorrectionOf(update.correctionOf())
        .build();
  }

  private static Consensus consensus(UpdateConsensus consensus) {
    return consensus == null
        ? null
        : new Consensus(
            consensus.books(),
            consensus.supplierGroups(),
            consensus.oldestQuoteAgeMs(),
            consensus.dispersion(),
            List.copyOf(consensus.probabilities()));
  }

  private static Outcome outcome(io.oddsupdate.pricing.market.Outcome outcome) {
    return new Outcome(
        outcome.id(),
        outcome.name(),
        outcome.probability(),
        outcome.win(),
        outcome.halfWin(),
        outcome.refund(),
        outcome.halfLose(),
        outcome.lose(),
        outcome.fairPrice(),
        outcome.price(),
        outcome.active());
  }

  private static Settlement settlement(List<io.oddsupdate.pricing.market.OutcomeResult> results) {
    if (results.isEmpty()) {
      return null;
    }
    List<OutcomeResult> settled =
        results.stream()
            .map(
                result ->
                    new OutcomeResult(
                        result.outcomeId(),
                        Result.valueOf(result.result().name()),
                        result.voidFactor()))
            .toList();
    return new Settlement(settled, Certainty.CONFIRMED);
  }
}
