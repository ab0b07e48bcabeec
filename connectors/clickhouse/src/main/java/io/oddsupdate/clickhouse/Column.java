package io.oddsupdate.clickhouse;

import java.util.function.Function;

/**
 * One column of a table and where its value comes from.
 *
 * @param name as in the table; columns of a Nested are {@code outer.inner}
 * @param <T> what a row is made of
 * @param <V> the type of the column's values
 */
public record Column<T, V>(String name, ColumnType<V> type, Function<T, V> value) {
  public Column {
    if (name == null || name.isBlank()) {
      throw new IllegalArgumentException("a column needs a name");
    }
  }

  /** The same column of a row that contains what this one reads. */
  public <S> Column<S, V> within(Function<S, T> part) {
    return new Column<>(name, type, value.compose(part));
  }

  void write(RowBinaryOutput out, T row) {
    V written = value.apply(row);
    try {
      type.write(out, written);
    } catch (NullPointerException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "column " + name + " is " + type.sql() + " and cannot hold " + written, e);
    }
  }
}
