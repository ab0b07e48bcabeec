package io.oddsupdate.analytics.clickhouse;

import io.oddsupdate.avro.internal.Consensus;
import io.oddsupdate.avro.internal.OddsUpdate;
import io.oddsupdate.avro.internal.Outcome;
import io.oddsupdate.avro.internal.OutcomeResult;
import io.oddsupdate.clickhouse.Column;
import io.oddsupdate.clickhouse.ColumnType;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The columns of {@code odds.odds_updates} that an update alone decides: the same update gives the
 * same values in any run. See {@code V1__odds_updates.sql}.
 */
public final class OddsRow {
  /** Prices are integers of 1/10,000. */
  static final int PRICE_SCALE = 4;

  private static final ColumnType<String> TEXT = ColumnType.string();
  private static final ColumnType<String> WORD = ColumnType.lowCardinality(TEXT);
  private static final ColumnType<String> WORD_OR_NULL =
      ColumnType.lowCardinality(ColumnType.nullable(TEXT));
  private static final ColumnType<Double> NUMBER = ColumnType.float64();

  /** In the table's order. */
  public static final List<Column<OddsUpdate, ?>> COLUMNS =
      List.of(
          new Column<>("league", WORD, OddsUpdate::getLeague),
          new Column<>("game_id", TEXT, OddsUpdate::getGameId),
          new Column<>("market_id", ColumnType.int32(), update -> update.getMarket().getId()),
          new Column<>("specifiers", TEXT, update -> update.getMarket().getSpecifiers()),
          new Column<>("player_id", TEXT, OddsRow::playerId),
          new Column<>("epoch", ColumnType.int64(), OddsUpdate::getEpoch),
          new Column<>("sequence", ColumnType.int64(), OddsUpdate::getSequence),
          new Column<>("update_id", TEXT, OddsUpdate::getUpdateId),
          new Column<>("game_date", ColumnType.date(), OddsUpdate::getGameDate),
          new Column<>("market_name", WORD, update -> update.getMarket().getName()),
          new Column<>("period", WORD, update -> update.getMarket().getPeriod()),
          new Column<>("status", WORD, update -> update.getStatus().name()),
          new Column<>("reason", WORD, OddsUpdate::getReason),
          outcomes("id", WORD, Outcome::getId),
          outcomes("name", TEXT, Outcome::getName),
          outcomes("probability", NUMBER, Outcome::getProbability),
          outcomes("win", NUMBER, Outcome::getWin),
          outcomes("half_win", NUMBER, Outcome::getHalfWin),
          outcomes("refund", NUMBER, Outcome::getRefund),
          outcomes("half_lose", NUMBER, Outcome::getHalfLose),
          outcomes("lose", NUMBER, Outcome::getLose),
          outcomes("fair_price", NUMBER, Outcome::getFairPrice),
          outcomes("price", ColumnType.decimal(18, PRICE_SCALE), OddsRow::price),
          outcomes("active", ColumnType.bool(), Outcome::getActive),
          new Column<>("as_of_event_id", TEXT, OddsUpdate::getAsOfEventId),
          new Column<>(
              "as_of_event_time",
              ColumnType.nullable(ColumnType.dateTimeMillis()),
              OddsUpdate::getAsOfEventTime),
          new Column<>("model_id", WORD, OddsUpdate::getModelId),
          new Column<>("model_version", WORD, OddsUpdate::getModelVersion),
          new Column<>("config_version", WORD, OddsUpdate::getConfigVersion),
          new Column<>("margin_target", NUMBER, OddsUpdate::getMarginTarget),
          new Column<>("margin_actual", NUMBER, OddsUpdate::getMarginActual),
          new Column<>("devig_method", WORD_OR_NULL, OddsUpdate::getDevigMethod),
          consensus("books", ColumnType.int32(), Consensus::getBooks),
          consensus("supplier_groups", ColumnType.int32(), Consensus::getSupplierGroups),
          consensus("oldest_quote_age_ms", ColumnType.int64(), Consensus::getOldestQuoteAgeMs),
          consensus("dispersion", NUMBER, Consensus::getDispersion),
          new Column<>("prior", WORD, update -> update.getPrior().name()),
          new Column<>("defaulted", ColumnType.array(WORD), OddsUpdate::getDefaulted),
          new Column<>("settlement_certainty", WORD_OR_NULL, OddsRow::certainty),
          results("outcome_id", WORD, OutcomeResult::getOutcomeId),
          results("settled_as", WORD, result -> result.getSettledAs().name()),
          results("void_factor", NUMBER, OutcomeResult::getVoidFactor),
          new Column<>("correction_of", ColumnType.nullable(TEXT), OddsUpdate::getCorrectionOf));

  private OddsRow() {}

  /** Column name to value, in the table's order: what a reader of the table must find. */
  public static Map<String, Object> of(OddsUpdate update) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Column<OddsUpdate, ?> column : COLUMNS) {
      values.put(column.name(), column.value().apply(update));
    }
    return Collections.unmodifiableMap(values);
  }

  private static String playerId(OddsUpdate update) {
    // part of the sorting key, which cannot be null
    return update.getPlayerId() == null ? "" : update.getPlayerId();
  }

  private static BigDecimal price(Outcome outcome) {
    return BigDecimal.valueOf(outcome.getPrice(), PRICE_SCALE);
  }

  private static String certainty(OddsUpdate update) {
    return update.getSettlement() == null ? null : update.getSettlement().getCertainty().name();
  }

  private static <V> Column<OddsUpdate, List<V>> outcomes(
      String name, ColumnType<V> type, Function<Outcome, V> value) {
    return new Column<>(
        "outcomes." + name,
        ColumnType.array(type),
        update -> update.getOutcomes().stream().map(value).toList());
  }

  private static <V> Column<OddsUpdate, V> consensus(
      String name, ColumnType<V> type, Function<Consensus, V> value) {
    return new Column<>(
        "consensus_" + name,
        ColumnType.nullable(type),
        update -> update.getConsensus() == null ? null : value.apply(update.getConsensus()));
  }

  private static <V> Column<OddsUpdate, List<V>> results(
      String name, ColumnType<V> type, Function<OutcomeResult, V> value) {
    return new Column<>(
        "settlement_results." + name,
        ColumnType.array(type),
        update ->
            update.getSettlement() == null
                ? List.of()
                : update.getSettlement().getResults().stream().map(value).toList());
  }
}
