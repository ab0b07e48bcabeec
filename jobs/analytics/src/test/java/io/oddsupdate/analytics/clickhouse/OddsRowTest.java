package io.oddsupdate.analytics.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.analytics.LoggedUpdate;
import io.oddsupdate.analytics.SampleUpdates;
import io.oddsupdate.clickhouse.Column;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class OddsRowTest {
  private static final Pattern COLUMN =
      Pattern.compile("^( {4}|        )([a-z_]+) +([A-Z].*?),?$", Pattern.MULTILINE);
  private static final Pattern NESTED = Pattern.compile("^    ([a-z_]+) Nested$");

  @Test
  void namesEveryColumnOfTheTableWithItsTypeInItsOrder() {
    List<String> inTheTable = columnsOfTheTable();

    List<String> encoded = new ArrayList<>();
    for (Column<LoggedUpdate, ?> column : new OddsRowEncoder().columns()) {
      encoded.add(column.name() + " " + column.type().sql());
    }

    // inserted_at is the server's
    assertThat(inTheTable).last().asString().startsWith("inserted_at");
    assertThat(encoded).isEqualTo(inTheTable.subList(0, inTheTable.size() - 1));
    assertThat(encoded).hasSizeGreaterThan(40);
  }

  @Test
  void turnsASettledPlayerMarketIntoTypedValues() {
    Map<String, Object> row = OddsRow.of(SampleUpdates.update(32));

    assertThat(row)
        .containsEntry("player_id", "nba-208")
        .containsEntry("market_id", 768)
        .containsEntry("sequence", 2L)
        .containsEntry("game_date", LocalDate.of(2026, 1, 31))
        .containsEntry("status", "SETTLED")
        .containsEntry("outcomes.id", List.of("12", "13"))
        .containsEntry("outcomes.active", List.of(true, true))
        .containsEntry(
            "outcomes.price", List.of(new BigDecimal("1.7857"), new BigDecimal("2.0299")))
        .containsEntry("settlement_certainty", "CONFIRMED")
        .containsEntry("settlement_results.settled_as", List.of("WON", "LOST"))
        .containsEntry("consensus_books", 5);
  }

  @Test
  void leavesWhatIsNotThereNullOrEmpty() {
    Map<String, Object> row = OddsRow.of(SampleUpdates.update(5));

    assertThat(row)
        .containsEntry("player_id", "")
        .containsEntry("as_of_event_time", null)
        .containsEntry("devig_method", null)
        .containsEntry("consensus_dispersion", null)
        .containsEntry("settlement_certainty", null)
        .containsEntry("settlement_results.outcome_id", List.of())
        .containsEntry("correction_of", null)
        .containsEntry("defaulted", List.of("hot", "reference"));
  }

  @Test
  void splitsTheSchemaIntoItsStatements() {
    List<String> statements = ClickHouseSchema.statements("/clickhouse/V1__odds_updates.sql");

    assertThat(statements).hasSize(4);
    assertThat(statements.get(1)).contains("CREATE TABLE IF NOT EXISTS odds.odds_updates");
    assertThat(statements).noneMatch(statement -> statement.endsWith(";"));
  }

  private static List<String> columnsOfTheTable() {
    String table = ClickHouseSchema.statements("/clickhouse/V1__odds_updates.sql").get(1);
    List<String> columns = new ArrayList<>();
    String nested = null;
    for (String line : table.split("\n")) {
      Matcher opens = NESTED.matcher(line);
      Matcher column = COLUMN.matcher(line);
      if (opens.matches()) {
        nested = opens.group(1);
      } else if (line.equals("    ),")) {
        nested = null;
      } else if (column.matches()) {
        String name = column.group(2);
        String type = column.group(3);
        columns.add(
            nested == null ? name + " " + type : nested + "." + name + " Array(" + type + ")");
      }
    }
    return columns;
  }
}
