/**
 * A Flink sink into ClickHouse over HTTP: at-least-once, batches by rows, bytes and age, every type
 * exact. Knows nothing of odds: a {@link io.oddsupdate.clickhouse.RowEncoder} says what a row is.
 */
package io.oddsupdate.clickhouse;
