package io.oddsupdate.pricing.model;

/**
 * What each team is expected to score before the start, in the unit of the league (points, goals,
 * runs), over a whole game as its model defines it.
 *
 * @param known whether these are of the two teams; false: of two average teams, so that what
 *     happens in the game also tells how strong they are
 */
public record Strengths(double home, double away, boolean known) {
  public Strengths {
    require("home", home);
    require("away", away);
  }

  private static void require(String side, double expected) {
    if (!(expected > 0) || expected > 1000) {
      throw new IllegalArgumentException(
          "the score expected of the "
              + side
              + " team must be above 0 and at most 1000, got "
              + expected);
    }
  }
}
