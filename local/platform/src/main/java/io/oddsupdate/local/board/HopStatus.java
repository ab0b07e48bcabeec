package io.oddsupdate.local.board;

/**
 * One hop of the flow, as the platform sees it now.
 *
 * @param name as the board shows it: vendor, adapter, raw, odds job, internal, mirror, edge,
 *     analytics, clickhouse, parquet, postgres
 * @param records that have reached the hop since the start; -1 where the hop does not count
 * @param lag records that the hop is behind what feeds it; -1 where it is not known
 * @param healthy false turns the hop red
 * @param detail one line for a person: what is wrong, or what the hop is doing
 */
public record HopStatus(String name, long records, long lag, boolean healthy, String detail) {
  public HopStatus {
    if (name == null || name.isBlank()) {
      throw new IllegalArgumentException("name of a hop must not be empty");
    }
    detail = detail == null ? "" : detail;
  }
}
