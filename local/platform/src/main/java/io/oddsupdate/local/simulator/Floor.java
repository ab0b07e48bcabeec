package io.oddsupdate.local.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One team during a game: who is on the floor, for how long, with how many fouls. */
final class Floor {
  /** Six personal fouls end a player's game. */
  private static final int FOULED_OUT = 6;

  /** Tenths of a second that a player may be behind or ahead of his plan before he is swapped. */
  private static final int PATIENCE = 2400;

  private final SimulatedTeam team;
  private final List<RosterPlayer> court;
  private final Map<RosterPlayer, Integer> playedTenths = new HashMap<>();
  private final Map<RosterPlayer, Map<String, Integer>> counts = new HashMap<>();
  private int elapsedTenths;

  Floor(SimulatedTeam team) {
    this.team = team;
    this.court = new ArrayList<>(team.roster().subList(0, 5));
  }

  record Swap(RosterPlayer out, RosterPlayer in) {}

  SimulatedTeam team() {
    return team;
  }

  List<RosterPlayer> court() {
    return court;
  }

  void advance(int tenths) {
    elapsedTenths += tenths;
    for (RosterPlayer player : court) {
      playedTenths.merge(player, tenths, Integer::sum);
    }
  }

  /** Counts one more of a player's fouls, rebounds, ... and returns how many there are now. */
  int count(RosterPlayer player, String stat) {
    return counts.computeIfAbsent(player, p -> new HashMap<>()).merge(stat, 1, Integer::sum);
  }

  int counted(RosterPlayer player, String stat) {
    return counts.getOrDefault(player, Map.of()).getOrDefault(stat, 0);
  }

  /**
   * The change that the plan of minutes asks for most, or the one that six fouls force.
   *
   * @param staying who may not leave the floor now, or null
   */
  Optional<Swap> nextSwap(RosterPlayer staying) {
    RosterPlayer in =
        team.roster().stream()
            .filter(player -> !court.contains(player) && !isOut(player))
            .max(Comparator.comparingInt(this::owedTenths))
            .orElse(null);
    if (in == null) {
      return Optional.empty();
    }
    for (RosterPlayer player : court) {
      if (isOut(player) && !player.equals(staying)) {
        return Optional.of(swap(player, in));
      }
    }
    RosterPlayer out =
        court.stream()
            .filter(player -> !player.equals(staying))
            .min(Comparator.comparingInt(this::owedTenths))
            .orElseThrow();
    return owedTenths(in) - owedTenths(out) > PATIENCE
        ? Optional.of(swap(out, in))
        : Optional.empty();
  }

  private boolean isOut(RosterPlayer player) {
    return counted(player, "foul") >= FOULED_OUT;
  }

  /** By how much the player is behind his share of the time played so far. */
  private int owedTenths(RosterPlayer player) {
    return (int) ((long) elapsedTenths * player.minutes() / 48)
        - playedTenths.getOrDefault(player, 0);
  }

  private Swap swap(RosterPlayer out, RosterPlayer in) {
    court.set(court.indexOf(out), in);
    return new Swap(out, in);
  }
}
