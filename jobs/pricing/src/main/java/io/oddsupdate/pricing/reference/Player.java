package io.oddsupdate.pricing.reference;

/**
 * A player of the game.
 *
 * @param expectedPoints in a whole regulation game
 */
public record Player(String playerId, String name, Side side, double expectedPoints) {
  public Player {
    Check.within("expected_points of " + playerId, expectedPoints, 0, 200);
  }
}
