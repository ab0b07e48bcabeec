package io.oddsupdate.pricing.reference;

/** Where a prior comes from. */
public enum PriorSource {
  MARKET,
  RATINGS,
  LEAGUE
}
