package io.oddsupdate.pricing.reference;

/** How a lookup ended. */
public enum LookupOutcome {
  FOUND,
  ABSENT,
  FAILED
}
