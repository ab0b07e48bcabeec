package io.oddsupdate.clickhouse;

import java.io.Serializable;
import java.util.List;

/**
 * What a row of a table is. Shipped to the cluster with the sink: implementations hold no state and
 * give the same columns every time.
 *
 * @param <T> what a row is made of
 */
public interface RowEncoder<T> extends Serializable {
  /** Columns that are not named here take the table's default. */
  List<Column<T, ?>> columns();
}
