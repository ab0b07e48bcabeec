package io.oddsupdate.analytics.current;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.oddsupdate.avro.internal.OddsUpdate;
import io.oddsupdate.avro.internal.Outcome;
import java.math.BigDecimal;

/**
 * A row of {@code odds_current}; the same update gives the same row in any run.
 *
 * @param marketKey {@code game_id|market_id|specifiers|player_id}, the last part empty outside
 *     player markets
 * @param playerId null outside player markets
 * @param outcomes JSON array of {@code {"id","name","price","probability","active"}}, in the
 *     update's order; the price is a decimal with four digits
 */
public record CurrentRow(
    String marketKey,
    String league,
    String gameId,
    int marketId,
    String specifiers,
    String playerId,
    long epoch,
    long sequence,
    String updateId,
    String status,
    String reason,
    String outcomes,
    String asOfEventId,
    String modelVersion) {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .setNodeFactory(JsonNodeFactory.withExactBigDecimals(true))
          .enable(com.fasterxml.jackson.core.JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);

  /** Prices are integers of 1/10,000. */
  private static final int PRICE_SCALE = 4;

  public static CurrentRow of(OddsUpdate update) {
    return new CurrentRow(
        marketKey(update),
        update.getLeague(),
        update.getGameId(),
        update.getMarket().getId(),
        update.getMarket().getSpecifiers(),
        update.getPlayerId(),
        update.getEpoch(),
        update.getSequence(),
        update.getUpdateId(),
        update.getStatus().name(),
        update.getReason(),
        outcomes(update),
        update.getAsOfEventId(),
        update.getModelVersion());
  }

  private static String marketKey(OddsUpdate update) {
    return String.join(
        "|",
        update.getGameId(),
        Integer.toString(update.getMarket().getId()),
        update.getMarket().getSpecifiers(),
        update.getPlayerId() == null ? "" : update.getPlayerId());
  }

  private static String outcomes(OddsUpdate update) {
    ArrayNode outcomes = JSON.createArrayNode();
    for (Outcome outcome : update.getOutcomes()) {
      outcomes
          .addObject()
          .put("id", outcome.getId())
          .put("name", outcome.getName())
          .put("price", BigDecimal.valueOf(outcome.getPrice(), PRICE_SCALE))
          .put("probability", outcome.getProbability())
          .put("active", outcome.getActive());
    }
    try {
      return JSON.writeValueAsString(outcomes);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values is always JSON", e);
    }
  }
}
