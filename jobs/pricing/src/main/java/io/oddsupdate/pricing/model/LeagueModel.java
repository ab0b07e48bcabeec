package io.oddsupdate.pricing.model;

/**
 * A league's model with one version of its constants. Immutable, free of clock and chance: equal
 * arguments give equal bytes on every machine.
 */
public interface LeagueModel {
  /** Two average teams, at the home team's ground; how strong they are is not known. */
  Strengths average();

  /** Two equal teams without a home edge. */
  Strengths neutral();

  /**
   * What a bookmaker's main lines say.
   *
   * @param homeSpread home handicap, negative where the home team is favoured
   * @param total points, goals or runs of both teams, with whatever the game may be extended by
   * @throws IllegalArgumentException where no game has such lines; the message names the field
   */
  Strengths ofLines(double homeSpread, double total);

  /** Computes whatever does not depend on the game's course once, for all of its events. */
  GameModel prepare(Fixture fixture);
}
