package io.oddsupdate.pricing.market;

/** UOF market statuses. */
public enum MarketStatus {
  ACTIVE,
  SUSPENDED,
  DEACTIVATED,
  HANDED_OVER,
  SETTLED,
  CANCELLED
}
