package io.oddsupdate.pricing.market;

/** How an outcome ended. */
public enum Result {
  WON,
  LOST,
  UNDECIDED
}
