package io.oddsupdate.local.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** The archive in ClickHouse. */
final class ClickHouseTable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> OUTCOME_NUMBERS =
      List.of("probability", "win", "half_win", "refund", "half_lose", "lose", "fair_price");

  private final HttpQueries queries;
  private final String database;

  ClickHouseTable(HttpQueries queries, String database) {
    this.queries = queries;
    this.database = database;
  }

  /** Every row that readers see: through the view, each identity once. */
  List<Entry> rows(String league) throws IOException {
    String answer =
        queries.run(
            "SELECT * FROM %s.updates WHERE league = '%s' ORDER BY partition, offset FORMAT JSONEachRow"
                .formatted(database, league));
    List<Entry> entries = new ArrayList<>();
    for (String line : answer.split("\n", -1)) {
      if (!line.isBlank()) {
        entries.add(entry(JSON.readTree(line)));
      }
    }
    return entries;
  }

  /** Rows that the table itself holds, copies that the engine has not merged yet included. */
  long held(String league) throws IOException {
    return Long.parseLong(
        queries
            .run(
                "SELECT count() FROM %s.odds_updates WHERE league = '%s' FORMAT TSV"
                    .formatted(database, league))
            .strip());
  }

  private Entry entry(JsonNode row) {
    String source =
        row.path("topic").asText()
            + "-"
            + row.path("partition").asText()
            + "@"
            + row.path("offset").asText();
    Entry.Fields fields = new Entry.Fields();
    for (String name : List.of("update_id", "epoch", "sequence", "league", "game_id")) {
      fields.add(name, row.path(name).asText());
    }
    fields
        .add("game_date", row.path("game_date").asText())
        .add("player_id", row.path("player_id").asText());
    for (String name :
        List.of("market_id", "market_name", "specifiers", "period", "status", "reason")) {
      fields.add(name, row.path(name).asText());
    }
    fields
        .add("outcomes", outcomes(row))
        .add("as_of_event_id", row.path("as_of_event_id").asText())
        .add("as_of_event_time", millis(row.path("as_of_event_time")))
        .add("model_id", row.path("model_id").asText())
        .add("model_version", row.path("model_version").asText())
        .add("config_version", row.path("config_version").asText())
        .add("margin_target", ArchivedUpdate.number(row.path("margin_target").asDouble()))
        .add("margin_actual", ArchivedUpdate.number(row.path("margin_actual").asDouble()))
        .add("devig_method", text(row.path("devig_method")))
        .add("consensus", consensus(row))
        .add("prior", row.path("prior").asText())
        .add("defaulted", elements(row, "defaulted").stream().map(JsonNode::asText).toList())
        .add("settlement", settlement(row))
        .add("correction_of", text(row.path("correction_of")))
        .add("source", source)
        .add("received_at", millis(row.path("received_at")))
        .add("computed_at", millis(row.path("computed_at")))
        .add("enrichment", text(row.path("enrichment")))
        .add("traceparent", text(row.path("traceparent")));
    String updateId = row.path("update_id").asText();
    return Entry.of(updateId, fields.map(), database + ".updates of " + source);
  }

  private static List<String> outcomes(JsonNode row) {
    List<String> outcomes = new ArrayList<>();
    for (int i = 0; i < row.path("outcomes.id").size(); i++) {
      int at = i;
      outcomes.add(
          ArchivedUpdate.outcome(
              row.path("outcomes.id").path(i).asText(),
              row.path("outcomes.name").path(i).asText(),
              OUTCOME_NUMBERS.stream()
                  .map(name -> row.path("outcomes." + name).path(at).asDouble())
                  .toList(),
              new BigDecimal(row.path("outcomes.price").path(i).asText()),
              row.path("outcomes.active").path(i).asBoolean()));
    }
    return outcomes;
  }

  private static String settlement(JsonNode row) {
    if (row.path("settlement_certainty").isNull()) {
      return null;
    }
    List<String> results = new ArrayList<>();
    for (int i = 0; i < row.path("settlement_results.outcome_id").size(); i++) {
      results.add(
          ArchivedUpdate.result(
              row.path("settlement_results.outcome_id").path(i).asText(),
              row.path("settlement_results.settled_as").path(i).asText(),
              row.path("settlement_results.void_factor").path(i).asDouble()));
    }
    return row.path("settlement_certainty").asText() + " " + results;
  }

  private static String consensus(JsonNode row) {
    if (row.path("consensus_books").isNull()) {
      return null;
    }
    return ArchivedUpdate.consensus(
        row.path("consensus_books").asInt(),
        row.path("consensus_supplier_groups").asInt(),
        row.path("consensus_oldest_quote_age_ms").asLong(),
        row.path("consensus_dispersion").asDouble());
  }

  private static List<JsonNode> elements(JsonNode row, String name) {
    return StreamSupport.stream(row.path(name).spliterator(), false).toList();
  }

  private static String text(JsonNode node) {
    return node.isNull() || node.isMissingNode() ? null : node.asText();
  }

  private static String millis(JsonNode node) {
    return node.isNull() ? null : Long.toString(Instant.parse(node.asText()).toEpochMilli());
  }
}
