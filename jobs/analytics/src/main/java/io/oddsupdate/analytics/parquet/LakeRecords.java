package io.oddsupdate.analytics.parquet;

import io.oddsupdate.analytics.LogPosition;
import io.oddsupdate.analytics.ProcessingFacts;
import io.oddsupdate.avro.internal.Consensus;
import io.oddsupdate.avro.internal.OddsUpdate;
import io.oddsupdate.avro.internal.Outcome;
import io.oddsupdate.avro.internal.Settlement;
import io.oddsupdate.avro.lake.LakeConsensus;
import io.oddsupdate.avro.lake.LakeOutcome;
import io.oddsupdate.avro.lake.LakeResult;
import io.oddsupdate.avro.lake.LakeSettlement;
import io.oddsupdate.avro.lake.LakeSource;
import io.oddsupdate.avro.lake.LakeUpdate;
import java.math.BigDecimal;

/** The lake's row of an update. */
public final class LakeRecords {
  /** Prices are integers of 1/10,000. */
  private static final int PRICE_SCALE = 4;

  private LakeRecords() {}

  /** Everything but source, received_at, computed_at and enrichment depends on the update alone. */
  public static LakeUpdate toLake(OddsUpdate update, LogPosition position, ProcessingFacts facts) {
    return LakeUpdate.newBuilder()
        .setUpdateId(update.getUpdateId())
        .setEpoch(update.getEpoch())
        .setSequence(update.getSequence())
        .setLeague(update.getLeague())
        .setGameId(update.getGameId())
        .setGameDate(update.getGameDate())
        .setPlayerId(update.getPlayerId())
        .setMarketId(update.getMarket().getId())
        .setMarketName(update.getMarket().getName())
        .setSpecifiers(update.getMarket().getSpecifiers())
        .setPeriod(update.getMarket().getPeriod())
        .setStatus(update.getStatus().name())
        .setReason(update.getReason())
        .setOutcomes(update.getOutcomes().stream().map(LakeRecords::outcome).toList())
        .setAsOfEventId(update.getAsOfEventId())
        .setAsOfEventTime(update.getAsOfEventTime())
        .setModelId(update.getModelId())
        .setModelVersion(update.getModelVersion())
        .setConfigVersion(update.getConfigVersion())
        .setMarginTarget(update.getMarginTarget())
        .setMarginActual(update.getMarginActual())
        .setDevigMethod(update.getDevigMethod())
        .setConsensus(consensus(update.getConsensus()))
        .setPrior(update.getPrior().name())
        .setDefaulted(update.getDefaulted())
        .setSettlement(settlement(update.getSettlement()))
        .setCorrectionOf(update.getCorrectionOf())
        .setSource(new LakeSource(position.topic(), position.partition(), position.offset()))
        .setReceivedAt(facts.receivedAt())
        .setComputedAt(facts.computedAt())
        .setEnrichment(facts.enrichment())
        .build();
  }

  private static LakeOutcome outcome(Outcome outcome) {
    return LakeOutcome.newBuilder()
        .setId(outcome.getId())
        .setName(outcome.getName())
        .setProbability(outcome.getProbability())
        .setWin(outcome.getWin())
        .setHalfWin(outcome.getHalfWin())
        .setRefund(outcome.getRefund())
        .setHalfLose(outcome.getHalfLose())
        .setLose(outcome.getLose())
        .setFairPrice(outcome.getFairPrice())
        .setPrice(BigDecimal.valueOf(outcome.getPrice(), PRICE_SCALE))
        .setActive(outcome.getActive())
        .build();
  }

  private static LakeConsensus consensus(Consensus consensus) {
    return consensus == null
        ? null
        : new LakeConsensus(
            consensus.getBooks(),
            consensus.getSupplierGroups(),
            consensus.getOldestQuoteAgeMs(),
            consensus.getDispersion());
  }

  private static LakeSettlement settlement(Settlement settlement) {
    return settlement == null
        ? null
        : new LakeSettlement(
            settlement.getCertainty().name(),
            settlement.getResults().stream()
                .map(
                    result ->
                        new LakeResult(
                            result.getOutcomeId(),
                            result.getSettledAs().name(),
                            result.getVoidFactor()))
                .toList());
  }
}
