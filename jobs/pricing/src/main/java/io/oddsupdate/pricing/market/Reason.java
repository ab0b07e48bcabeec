package io.oddsupdate.pricing.market;

import java.util.Locale;

/** Why a market has its status. */
public enum Reason {
  PRICED,
  REVIEW,
  INJURY,
  TRADER,
  FEED_DOWN,
  REFERENCE_UNAVAILABLE,
  DECIDED,
  SETTLED,
  CORRECTED;

  private final String text = name().toLowerCase(Locale.ROOT);

  /** As updates carry it: {@code feed_down}. */
  public String text() {
    return text;
  }
}
