package io.oddsupdate.local.reference;

/**
 * One player of a team's roster, as the vendor knows him.
 *
 * @param vendorPlayerId the vendor's id, digits
 * @param name as shown on a board
 * @param pointsWeight share of the team's points before the game, relative to team mates; positive
 * @param form factor on the player's expected rate that the hot state starts with; positive
 */
public record PlayerSheet(String vendorPlayerId, String name, double pointsWeight, double form) {
  public PlayerSheet {
    if (vendorPlayerId.isBlank()) {
      throw new IllegalArgumentException("vendorPlayerId is empty: give the vendor's player id");
    }
    if (!(pointsWeight > 0) || !(form > 0)) {
      throw new IllegalArgumentException(
          "pointsWeight and form of player " + vendorPlayerId + " must be positive");
    }
  }
}
