package io.oddsupdate.local.proof;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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

  static Optional<Hop> of(String text) {
    return Arrays.stream(values()).filter(hop -> hop.text().equals(text)).findFirst();
  }

  static List<String> texts() {
    return Arrays.stream(values()).map(Hop::text).toList();
  }
}
