package io.oddsupdate.local.proof;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The archive in Parquet, read by DuckDB, which had no part in writing it. */
final class LakeTable {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .setNodeFactory(new JsonNodeFactory(true));

  private static final String COLUMNS =
      """
      SELECT update_id, epoch, sequence, league, game_id, CAST(game_date AS VARCHAR), player_id,
        market_id, market_name, specifiers, period, status, reason, to_json(outcomes),
        as_of_event_id, epoch_ms(as_of_event_time), model_id, model_version, config_version,
        margin_target, margin_actual, devig_method, to_json(consensus), prior, to_json(defaulted),
        to_json(settlement), correction_of, to_json(source), epoch_ms(received_at),
        epoch_ms(computed_at), enrichment, filename, file_row_number
      FROM read_parquet(%s, filename = true, file_row_number = true, hive_partitioning = false)
      ORDER BY filename, file_row_number
      """;

  private final Lake lake;

  LakeTable(Lake lake) {
    this.lake = lake;
  }

  /** Every row of every committed file of a league, each file as the bucket gives it now. */
  List<Entry> rows(String league) throws IOException, SQLException {
    List<Entry> entries = new ArrayList<>();
    try (Scratch scratch = Scratch.create()) {
      List<Path> files = new ArrayList<>();
      for (String key : lake.keys()) {
        if (key.contains("league=" + league + "/")) {
          files.add(lake.download(key, scratch.folder()));
        }
      }
      if (files.isEmpty()) {
        return entries;
      }
      try (Connection duckdb = open();
          Statement statement = duckdb.createStatement();
          ResultSet row = statement.executeQuery(COLUMNS.formatted(list(files)))) {
        while (row.next()) {
          entries.add(entry(row, scratch.folder().relativize(Path.of(row.getString(32)))));
        }
      }
    }
    return entries;
  }

  static Connection open() throws SQLException {
    return DriverManager.getConnection("jdbc:duckdb:");
  }

  /** A list of paths, as DuckDB writes one. */
  static String list(List<Path> files) {
    return files.stream().map(LakeTable::quoted).collect(Collectors.joining(", ", "[", "]"));
  }

  static String quoted(Path path) {
    return "'" + path.toString().replace("'", "''") + "'";
  }

  private static Entry entry(ResultSet row, Path key) throws SQLException, IOException {
    Entry.Fields fields = new Entry.Fields();
    fields
        .add("update_id", row.getString(1))
        .add("epoch", row.getString(2))
        .add("sequence", row.getString(3))
        .add("league", row.getString(4))
        .add("game_id", row.getString(5))
        .add("game_date", row.getString(6))
        .add("player_id", row.getString(7) == null ? "" : row.getString(7))
        .add("market_id", row.getString(8))
        .add("market_name", row.getString(9))
        .add("specifiers", row.getString(10))
        .add("period", row.getString(11))
        .add("status", row.getString(12))
        .add("reason", row.getString(13))
        .add("outcomes", outcomes(json(row, 14)))
        .add("as_of_event_id", row.getString(15))
        .add("as_of_event_time", row.getString(16))
        .add("model_id", row.getString(17))
        .add("model_version", row.getString(18))
        .add("config_version", row.getString(19))
        .add("margin_target", ArchivedUpdate.number(row.getDouble(20)))
        .add("margin_actual", ArchivedUpdate.number(row.getDouble(21)))
        .add("devig_method", row.getString(22))
        .add("consensus", consensus(json(row, 23)))
        .add("prior", row.getString(24))
        .add("defaulted", texts(json(row, 25)))
        .add("settlement", settlement(json(row, 26)))
        .add("correction_of", row.getString(27))
        .add("source", source(json(row, 28)))
        .add("received_at", row.getString(29))
        .add("computed_at", row.getString(30))
        .add("enrichment", row.getString(31))
        .add("folder", folder(key));
    return Entry.of(row.getString(1), fields.map(), key + " row " + row.getLong(33));
  }

  /** {@code league=nba/date=2026-01-31} of an object's key. */
  private static String folder(Path key) {
    int names = key.getNameCount();
    return names < 3 ? "" : key.subpath(names - 3, names - 1).toString();
  }

  private static List<String> outcomes(JsonNode outcomes) {
    List<String> texts = new ArrayList<>();
    for (JsonNode outcome : outcomes) {
      texts.add(
          ArchivedUpdate.outcome(
              outcome.path("id").asText(),
              outcome.path("name").asText(),
              List.of(
                  outcome.path("probability").asDouble(),
                  outcome.path("win").asDouble(),
                  outcome.path("half_win").asDouble(),
                  outcome.path("refund").asDouble(),
                  outcome.path("half_lose").asDouble(),
                  outcome.path("lose").asDouble(),
                  outcome.path("fair_price").asDouble()),
              outcome.path("price").decimalValue(),
              outcome.path("active").asBoolean()));
    }
    return texts;
  }

  private static String settlement(JsonNode settlement) {
    if (settlement.isNull()) {
      return null;
    }
    List<String> results = new ArrayList<>();
    for (JsonNode result : settlement.path("results")) {
      results.add(
          ArchivedUpdate.result(
              result.path("outcome_id").asText(),
              result.path("settled_as").asText(),
              result.path("void_factor").asDouble()));
    }
    return settlement.path("certainty").asText() + " " + results;
  }

  private static String consensus(JsonNode consensus) {
    return consensus.isNull()
        ? null
        : ArchivedUpdate.consensus(
            consensus.path("books").asInt(),
            consensus.path("supplier_groups").asInt(),
            consensus.path("oldest_quote_age_ms").asLong(),
            consensus.path("dispersion").asDouble());
  }

  private static String source(JsonNode source) {
    return source.path("topic").asText()
        + "-"
        + source.path("partition").asText()
        + "@"
        + source.path("offset").asText();
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(node -> texts.add(node.asText()));
    return texts;
  }

  private static JsonNode json(ResultSet row, int column) throws SQLException, IOException {
    String text = row.getString(column);
    return text == null ? JsonNodeFactory.instance.nullNode() : JSON.readTree(text);
  }
}
