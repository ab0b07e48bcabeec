package io.oddsupdate.pricing.reference;

/**
 * One version of a player's hot state.
 *
 * @param form factor on the player's expected rate, 0.01 to 10
 */
public record PlayerHot(String playerId, long version, Availability availability, double form) {
  public PlayerHot {
    Check.within("form of " + playerId, form, 0.01, 10);
  }
}
