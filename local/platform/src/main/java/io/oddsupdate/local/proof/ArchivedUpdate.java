package io.oddsupdate.local.proof;

import io.oddsupdate.avro.internal.Consensus;
import io.oddsupdate.avro.internal.OddsUpdate;
import io.oddsupdate.avro.internal.Outcome;
import io.oddsupdate.avro.internal.OutcomeResult;
import io.oddsupdate.schemas.Headers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An update as both archives must hold it, field by field, in one neutral form: text, with numbers
 * as Java prints them. Written against the columns' meaning and not with the analytics job's own
 * mapping, so that a mistake in that mapping shows.
 */
final class ArchivedUpdate {
  /** Prices are decimals with four digits. */
  private static final int PRICE_SCALE = 4;

  private ArchivedUpdate() {}

  /**
   * @param logged where the update stands in the internal topic, and its headers; null where it is
   *     not there
   */
  static Map<String, Object> fields(OddsUpdate update, LoggedRecord logged) {
    Entry.Fields fields = new Entry.Fields();
    fields
        .add("update_id", update.getUpdateId())
        .add("epoch", Long.toString(update.getEpoch()))
        .add("sequence", Long.toString(update.getSequence()))
        .add("league", update.getLeague())
        .add("game_id", update.getGameId())
        .add("game_date", update.getGameDate().toString())
        .add("player_id", update.getPlayerId() == null ? "" : update.getPlayerId())
        .add("market_id", Integer.toString(update.getMarket().getId()))
        .add("market_name", update.getMarket().getName())
        .add("specifiers", update.getMarket().getSpecifiers())
        .add("period", update.getMarket().getPeriod())
        .add("status", update.getStatus().name())
        .add("reason", update.getReason())
        .add("outcomes", update.getOutcomes().stream().map(ArchivedUpdate::outcome).toList())
        .add("as_of_event_id", update.getAsOfEventId())
        .add(
            "as_of_event_time",
            update.getAsOfEventTime() == null
                ? null
                : Long.toString(update.getAsOfEventTime().toEpochMilli()))
        .add("model_id", update.getModelId())
        .add("model_version", update.getModelVersion())
        .add("config_version", update.getConfigVersion())
        .add("margin_target", number(update.getMarginTarget()))
        .add("margin_actual", number(update.getMarginActual()))
        .add("devig_method", update.getDevigMethod())
        .add("consensus", consensus(update.getConsensus()))
        .add("prior", update.getPrior().name())
        .add("defaulted", List.copyOf(update.getDefaulted()))
        .add(
            "settlement",
            update.getSettlement() == null
                ? null
                : update.getSettlement().getCertainty().name()
                    + " "
                    + update.getSettlement().getResults().stream()
                        .map(ArchivedUpdate::result)
                        .toList())
        .add("correction_of", update.getCorrectionOf());
    source(fields, logged);
    return fields.map();
  }

  private static void source(Entry.Fields fields, LoggedRecord logged) {
    fields
        .add("source", logged == null ? null : logged.where())
        .add("received_at", logged == null ? null : logged.header(Headers.RECEIVED_AT))
        .add("computed_at", logged == null ? null : logged.header(Headers.COMPUTED_AT))
        .add("enrichment", logged == null ? null : logged.header(Headers.ENRICHMENT));
  }

  private static String outcome(Outcome outcome) {
    return outcome(
        outcome.getId(),
        outcome.getName(),
        List.of(
            outcome.getProbability(),
            outcome.getWin(),
            outcome.getHalfWin(),
            outcome.getRefund(),
            outcome.getHalfLose(),
            outcome.getLose(),
            outcome.getFairPrice()),
        BigDecimal.valueOf(outcome.getPrice(), PRICE_SCALE),
        outcome.getActive());
  }

  /**
   * @param numbers probability, win, half win, refund, half lose, lose, fair price
   */
  static String outcome(
      String id, String name, List<Double> numbers, BigDecimal price, boolean active) {
    List<String> parts = new ArrayList<>();
    parts.add(id);
    parts.add(name);
    numbers.forEach(value -> parts.add(number(value)));
    parts.add(price(price));
    parts.add(active ? "active" : "inactive");
    return String.join("|", parts);
  }

  private static String price(BigDecimal price) {
    // stripped first: a store may drop trailing zeros, but a fifth digit must show
    BigDecimal plain = price.stripTrailingZeros();
    return (plain.scale() > PRICE_SCALE ? plain : plain.setScale(PRICE_SCALE)).toPlainString();
  }

  private static String result(OutcomeResult result) {
    return result(result.getOutcomeId(), result.getSettledAs().name(), result.getVoidFactor());
  }

  static String result(String outcomeId, String settledAs, double voidFactor) {
    return outcomeId + "|" + settledAs + "|" + number(voidFactor);
  }

  private static String consensus(Consensus consensus) {
    return consensus == null
        ? null
        : consensus(
            consensus.getBooks(),
            consensus.getSupplierGroups(),
            consensus.getOldestQuoteAgeMs(),
            consensus.getDispersion());
  }

  static String consensus(int books, int groups, long oldestQuoteAgeMs, double dispersion) {
    return books + "|" + groups + "|" + oldestQuoteAgeMs + "|" + number(dispersion);
  }

  static String number(double value) {
    return Double.toString(value);
  }
}
