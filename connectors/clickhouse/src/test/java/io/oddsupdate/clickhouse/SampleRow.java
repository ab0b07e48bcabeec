package io.oddsupdate.clickhouse;

import java.io.InputStream;
import java.math.BigDecimal;
import java.util.List;

/** A row as small as one can be, with a text that may be made long. */
public record SampleRow(long id, String text, BigDecimal price) {
  private static final ColumnType<Long> ID = ColumnType.int64();
  private static final ColumnType<String> TEXT = ColumnType.lowCardinality(ColumnType.string());
  private static final ColumnType<BigDecimal> PRICE = ColumnType.decimal(18, 4);

  static final List<Column<SampleRow, ?>> COLUMNS =
      List.of(
          new Column<>("id", ID, SampleRow::id),
          new Column<>("text", TEXT, SampleRow::text),
          new Column<>("price", PRICE, SampleRow::price));

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

  static List<SampleRow> read(InputStream body) {
    return FakeClickHouse.rows(
        new RowBinaryInput(body),
        COLUMNS,
        in -> new SampleRow(ID.read(in), TEXT.read(in), PRICE.read(in)));
  }
}
