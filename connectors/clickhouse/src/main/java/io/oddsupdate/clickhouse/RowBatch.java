package io.oddsupdate.clickhouse;

import java.io.InputStream;
import java.util.List;

/**
 * Rows in the format {@code RowBinaryWithNamesAndTypes}: the column count, names and types, then
 * the rows. Text formats read floating point numbers approximately by default; this one is exact.
 */
public final class RowBatch<T> {
  private final List<Column<T, ?>> columns;
  private final RowBinaryOutput out = new RowBinaryOutput();
  private int rows;

  public RowBatch(List<Column<T, ?>> columns) {
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("a row needs at least one column");
    }
    this.columns = List.copyOf(columns);
    clear();
  }

  /**
   * @throws IllegalArgumentException if a column cannot hold the row's value; the batch is unusable
   *     then
   */
  public void add(T row) {
    for (Column<T, ?> column : columns) {
      column.write(out, row);
    }
    rows++;
  }

  public int rows() {
    return rows;
  }

  public boolean isEmpty() {
    return rows == 0;
  }

  public int bytes() {
    return out.size();
  }

  /** The batch as an insert's body; may be read again until the next change. */
  public InputStream body() {
    return out.contents();
  }

  public void clear() {
    out.clear();
    rows = 0;
    out.length(columns.size());
    columns.forEach(column -> out.string(column.name()));
    columns.forEach(column -> out.string(column.type().sql()));
  }
}
