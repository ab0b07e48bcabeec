package io.oddsupdate.analytics.clickhouse;

import io.oddsupdate.analytics.LoggedUpdate;
import io.oddsupdate.clickhouse.Column;
import io.oddsupdate.clickhouse.ColumnType;
import io.oddsupdate.clickhouse.RowEncoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A row of {@code odds.odds_updates}: the update, where it stands in the log, how it was made. */
public final class OddsRowEncoder implements RowEncoder<LoggedUpdate> {
  private static final long serialVersionUID = 1L;

  private static final ColumnType<String> WORD = ColumnType.lowCardinality(ColumnType.string());
  private static final ColumnType<Instant> TIME_OR_NULL =
      ColumnType.nullable(ColumnType.dateTimeMillis());

  private static final List<Column<LoggedUpdate, ?>> OF_THE_LOG =
      List.of(
          new Column<>("topic", WORD, logged -> logged.position().topic()),
          new Column<>("partition", ColumnType.int32(), logged -> logged.position().partition()),
          new Column<>("offset", ColumnType.int64(), logged -> logged.position().offset()),
          new Column<>("received_at", TIME_OR_NULL, logged -> logged.facts().receivedAt()),
          new Column<>("computed_at", TIME_OR_NULL, logged -> logged.facts().computedAt()),
          new Column<>(
              "enrichment",
              ColumnType.lowCardinality(ColumnType.nullable(ColumnType.string())),
              logged -> logged.facts().enrichment()),
          new Column<>(
              "traceparent",
              ColumnType.nullable(ColumnType.string()),
              logged -> logged.facts().traceparent()));

  @Override
  public List<Column<LoggedUpdate, ?>> columns() {
    List<Column<LoggedUpdate, ?>> columns = new ArrayList<>();
    OddsRow.COLUMNS.forEach(column -> columns.add(column.within(LoggedUpdate::update)));
    columns.addAll(OF_THE_LOG);
    return columns;
  }
}
