package io.oddsupdate.pricing.reference;

/**
 * One version of a player's hot state.
 *
 * @param form factor on the player's expected rate, positive
 */
public record PlayerHot(String playerId, long version, Availability availability, double form) {
  public PlayerHot {
    if (!(form > 0) || Double.isInfinite(form)) {
      throw new IllegalArgumentException(
          "form of " + playerId + " must be positive and finite, got " + form);
    }
  }
}
