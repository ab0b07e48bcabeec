package io.oddsupdate.mirror;

import static java.util.Map.entry;

import io.oddsupdate.avro.edge.PublicCertainty;
import io.oddsupdate.avro.edge.PublicMarket;
import io.oddsupdate.avro.edge.PublicMarketStatus;
import io.oddsupdate.avro.edge.PublicOddsUpdate;
import io.oddsupdate.avro.edge.PublicOutcome;
import io.oddsupdate.avro.edge.PublicOutcomeResult;
import io.oddsupdate.avro.edge.PublicResult;
import io.oddsupdate.avro.edge.PublicSettlement;
import io.oddsupdate.avro.internal.Certainty;
import io.oddsupdate.avro.internal.Market;
import io.oddsupdate.avro.internal.MarketStatus;
import io.oddsupdate.avro.internal.OddsUpdate;
import io.oddsupdate.avro.internal.Outcome;
import io.oddsupdate.avro.internal.OutcomeResult;
import io.oddsupdate.avro.internal.Result;
import io.oddsupdate.avro.internal.Settlement;
import java.util.Map;

/**
 * What partners may see of an update: an allow-list. Every public field is named here; whatever is
 * not named stays inside, also a field that the internal schema gains tomorrow. Pure, so that the
 * reconciliation can ask the same question.
 */
public final class PublicProjection {
  /**
   * What partners may know of the cause. A reason without an entry is no business of theirs, and
   * {@code priced} needs none: both become null.
   */
  private static final Map<String, String> PUBLIC_REASONS =
      Map.ofEntries(
          entry("review", "review"),
          entry("injury", "injury"),
          entry("score", "score"),
          entry("card", "red_card"),
          entry("penalty", "penalty"),
          entry("interrupted", "interrupted"),
          entry("trader", "trading"),
          entry("feed_down", "feed"),
          entry("reference_unavailable", "unavailable"),
          entry("decided", "result"),
          entry("settled", "result"),
          entry("corrected", "result"),
          entry("cancelled", "cancelled"));

  private PublicProjection() {}

  /** The public image of an internal update; American and fractional odds are derived here. */
  public static PublicOddsUpdate project(OddsUpdate update) {
    return PublicOddsUpdate.newBuilder()
        .setUpdateId(update.getUpdateId())
        .setEpoch(update.getEpoch())
        .setSequence(update.getSequence())
        .setLeague(update.getLeague())
        .setGameId(update.getGameId())
        .setPlayerId(update.getPlayerId())
        .setMarket(market(update.getMarket()))
        .setStatus(status(update.getStatus()))
        .setReason(PUBLIC_REASONS.get(update.getReason()))
        .setOutcomes(update.getOutcomes().stream().map(PublicProjection::outcome).toList())
        .setAsOfEventTime(update.getAsOfEventTime())
        .setSettlement(settlement(update.getSettlement()))
        .setCorrectionOf(update.getCorrectionOf())
        .build();
  }

  private static PublicMarket market(Market market) {
    return PublicMarket.newBuilder()
        .setId(market.getId())
        .setName(market.getName())
        .setSpecifiers(market.getSpecifiers())
        .setPeriod(market.getPeriod())
        .build();
  }

  private static PublicOutcome outcome(Outcome outcome) {
    return PublicOutcome.newBuilder()
        .setId(outcome.getId())
        .setName(outcome.getName())
        .setPrice(outcome.getPrice())
        .setAmerican(AmericanOdds.of(outcome.getPrice()))
        .setFractional(FractionalLadder.of(outcome.getPrice()))
        .setActive(outcome.getActive())
        .build();
  }

  private static PublicSettlement settlement(Settlement settlement) {
    if (settlement == null) {
      return null;
    }
    return PublicSettlement.newBuilder()
        .setResults(settlement.getResults().stream().map(PublicProjection::result).toList())
        .setCertainty(certainty(settlement.getCertainty()))
        .build();
  }

  private static PublicOutcomeResult result(OutcomeResult result) {
    return PublicOutcomeResult.newBuilder()
        .setOutcomeId(result.getOutcomeId())
        .setSettledAs(result(result.getSettledAs()))
        .setVoidFactor(result.getVoidFactor())
        .build();
  }

  private static PublicResult result(Result result) {
    return switch (result) {
      case WON -> PublicResult.WON;
      case LOST -> PublicResult.LOST;
      case UNDECIDED -> PublicResult.UNDECIDED;
    };
  }

  private static PublicCertainty certainty(Certainty certainty) {
    return switch (certainty) {
      case LIVE_SCOUTED -> PublicCertainty.LIVE_SCOUTED;
      case CONFIRMED -> PublicCertainty.CONFIRMED;
    };
  }

  private static PublicMarketStatus status(MarketStatus status) {
    return switch (status) {
      case ACTIVE -> PublicMarketStatus.ACTIVE;
      case SUSPENDED -> PublicMarketStatus.SUSPENDED;
      case DEACTIVATED -> PublicMarketStatus.DEACTIVATED;
      case HANDED_OVER -> PublicMarketStatus.HANDED_OVER;
      case SETTLED -> PublicMarketStatus.SETTLED;
      case CANCELLED -> PublicMarketStatus.CANCELLED;
    };
  }
}
