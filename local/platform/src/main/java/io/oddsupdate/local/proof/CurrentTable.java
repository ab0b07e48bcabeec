package io.oddsupdate.local.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.oddsupdate.avro.internal.OddsUpdate;
import io.oddsupdate.avro.internal.Outcome;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The table of every market's latest update, {@code odds_current}. */
final class CurrentTable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PRICE_SCALE = 4;
  private static final String ROWS =
      "SELECT market_key, league, game_id, market_id, specifiers, player_id, epoch, sequence,"
          + " update_id, status, reason, outcomes, as_of_event_id, model_version FROM odds_current"
          + " WHERE league = ? ORDER BY market_key";

  private CurrentTable() {}

  static List<Entry> rows(Connection postgres, String league) throws SQLException, IOException {
    List<Entry> entries = new ArrayList<>();
    try (PreparedStatement statement = postgres.prepareStatement(ROWS)) {
      statement.setString(1, league);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          entries.add(entry(row));
        }
      }
    }
    return entries;
  }

  /** The row that a market's latest update must have left. */
  static Entry expected(OddsUpdate update) {
    Map<String, Object> fields =
        fields(
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
            update.getOutcomes().stream().map(CurrentTable::outcome).toList(),
            update.getAsOfEventId(),
            update.getModelVersion());
    return Entry.of(MarketKeys.of(update), fields, "odds_current");
  }

  private static Entry entry(ResultSet row) throws SQLException, IOException {
    List<String> outcomes = new ArrayList<>();
    for (JsonNode outcome : JSON.readTree(row.getString(12))) {
      outcomes.add(
          outcome(
              outcome.path("id").asText(),
              outcome.path("name").asText(),
              new BigDecimal(outcome.path("price").asText()),
              outcome.path("probability").asDouble(),
              outcome.path("active").asBoolean()));
    }
    Map<String, Object> fields =
        fields(
            row.getString(2),
            row.getString(3),
            row.getInt(4),
            row.getString(5),
            row.getString(6),
            row.getLong(7),
            row.getLong(8),
            row.getString(9),
            row.getString(10),
            row.getString(11),
            outcomes,
            row.getString(13),
            row.getString(14));
    return Entry.of(row.getString(1), fields, "odds_current " + row.getString(1));
  }

  private static Map<String, Object> fields(
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
      List<String> outcomes,
      String asOfEventId,
      String modelVersion) {
    return new Entry.Fields()
        .add("league", league)
        .add("game_id", gameId)
        .add("market_id", marketId)
        .add("specifiers", specifiers)
        .add("player_id", playerId)
        .add("epoch", epoch)
        .add("sequence", sequence)
        .add("update_id", updateId)
        .add("status", status)
        .add("reason", reason)
        .add("outcomes", outcomes)
        .add("as_of_event_id", asOfEventId)
        .add("model_version", modelVersion)
        .map();
  }

  private static String outcome(Outcome outcome) {
    return outcome(
        outcome.getId(),
        outcome.getName(),
        BigDecimal.valueOf(outcome.getPrice(), PRICE_SCALE),
        outcome.getProbability(),
        outcome.getActive());
  }

  private static String outcome(
      String id, String name, BigDecimal price, double probability, boolean active) {
    return String.join(
        "|",
        id,
        name,
        price.stripTrailingZeros().toPlainString(),
        ArchivedUpdate.number(probability),
        active ? "active" : "inactive");
  }
}
