package io.oddsupdate.pricing.reference;

/** A team of the game. */
public enum Side {
  HOME,
  AWAY
}
