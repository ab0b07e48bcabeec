package io.oddsupdate.local.simulator;

import java.util.List;

/**
 * An invented team.
 *
 * @param rating points above an average team, at a neutral site
 * @param pace points that both teams score together in its games, above the league's mean
 * @param roster thirteen players, the first five start
 */
public record SimulatedTeam(
    long teamId,
    String tricode,
    String name,
    double rating,
    double pace,
    List<RosterPlayer> roster) {
  public SimulatedTeam {
    roster = List.copyOf(roster);
    if (roster.size() != SimulatedLeague.ROSTER_SIZE) {
      throw new IllegalArgumentException(
          "roster of " + tricode + " must have 13 players, got " + roster.size());
    }
  }
}
