package io.oddsupdate.local.proof;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The hops that are reconciled, in the order of the flow. */
public enum Hop {
  RAW,
  DECISIONS,
  INTERNAL,
  PUBLIC,
  CLICKHOUSE,
  PARQUET,
  ODDS_CURRENT;

  /** As reports and settings write it: {@code odds_current}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> texts() {
    return Arrays.stream(values()).map(Hop::text).toList();
  }
}
