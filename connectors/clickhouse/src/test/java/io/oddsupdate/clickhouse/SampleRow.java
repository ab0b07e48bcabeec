package io.oddsupdate.clickhouse;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** A row as small as one can be, with a text that may be made long. */
public record SampleRow(long id, String text, BigDecimal price) {
  static final List<Column<SampleRow, ?>> COLUMNS =
      List.of(
          new Column<>("id", ColumnType.int64(), SampleRow::id),
          new Column<>("text", ColumnType.lowCardinality(ColumnType.string()), SampleRow::text),
          new Column<>("price", ColumnType.decimal(18, 4), SampleRow::price));

  /** Gives those columns. */
  static final class Encoder implements RowEncoder<SampleRow> {
    private static final long serialVersionUID = 1L;

    @Override
    public List<Column<SampleRow, ?>> columns() {
      return COLUMNS;
    }
  }

  static SampleRow of(long id) {
    return new SampleRow(id, "row " + id, BigDecimal.valueOf(18_500, 4));
  }

  /** The row as the server sees it. */
  Map<String, Object> asStored() {
    return Map.of("id", id, "text", text, "price", price);
  }
}
