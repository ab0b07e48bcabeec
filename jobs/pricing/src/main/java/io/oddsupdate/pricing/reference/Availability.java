package io.oddsupdate.pricing.reference;

/** Whether a player takes part. */
public enum Availability {
  IN,
  OUT,
  QUESTIONABLE
}
