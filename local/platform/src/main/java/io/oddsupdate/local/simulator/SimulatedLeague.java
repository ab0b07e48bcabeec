package io.oddsupdate.local.simulator;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Invents a league: teams with ratings and rosters whose names belong to nobody. */
public final class SimulatedLeague {
  static final int ROSTER_SIZE = 13;

  /** Above every id that the real league has given. */
  private static final long FIRST_TEAM_ID = 1_690_000_001L;

  private static final long FIRST_PERSON_ID = 9_000_001L;

  /** Minutes by place in the rotation; they sum to five players of 48 minutes. */
  private static final int[] MINUTES = {35, 34, 33, 31, 28, 22, 18, 14, 11, 7, 4, 2, 1};

  private static final List<String> TOWNS =
      List.of(
          "Ashmoor",
          "Brinhaven",
          "Caldport",
          "Dunmere",
          "Eastvale",
          "Farrowby",
          "Glenholt",
          "Harrowgate",
          "Ironfield",
          "Jessport",
          "Kelbrook",
          "Lowmarsh",
          "Mirefall",
          "Northwick",
          "Oakhollow",
          "Pinecross",
          "Quarrytown",
          "Ravensea",
          "Stonewick",
          "Thornbury",
          "Umberton",
          "Valehurst",
          "Westmoor",
          "Yarrowdale");
  private static final List<String> MASCOTS =
      List.of(
          "Lanterns",
          "Otters",
          "Millers",
          "Comets",
          "Foxes",
          "Anchors",
          "Herons",
          "Badgers",
          "Sparks",
          "Larks",
          "Riders",
          "Weavers");
  private static final List<String> FIRST_NAMES =
      List.of(
          "Abel", "Bram", "Corin", "Dario", "Emrys", "Fenn", "Garrick", "Hollis", "Idris", "Jory",
          "Kael", "Lorcan", "Marek", "Nevin", "Orrin", "Pell", "Quill", "Rafe", "Soren", "Tavin",
          "Ulric", "Vance", "Wystan", "Yorick", "Zane");
  private static final List<String> NAME_STARTS =
      List.of(
          "Ost", "Brel", "Cav", "Dren", "Elm", "Fald", "Grev", "Hask", "Ivar", "Jal", "Kest",
          "Lund", "Morv", "Nesk", "Orl", "Prav", "Rav", "Sarn", "Tolv", "Ulm", "Vard", "Wex");
  private static final List<String> NAME_ENDS =
      List.of(
          "row", "elin", "ack", "mere", "ett", "ander", "ovic", "istad", "ward", "holt", "enko",
          "arini", "oby", "ulo", "wyn");

  private SimulatedLeague() {}

  /** The same teams for the same seed, in the same order. */
  public static List<SimulatedTeam> invent(long seed) {
    Draws draws = new Draws(seed);
    List<SimulatedTeam> teams = new ArrayList<>();
    Set<String> tricodes = new HashSet<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < TOWNS.size(); i++) {
      String town = TOWNS.get(i);
      teams.add(
          new SimulatedTeam(
              FIRST_TEAM_ID + i,
              tricode(town, tricodes),
              town + " " + draws.of(MASCOTS),
              toTenth(draws.bell() * 4),
              toTenth(draws.bell() * 3),
              roster(draws, FIRST_PERSON_ID + 100L * i, names)));
    }
    return List.copyOf(teams);
  }

  private static List<RosterPlayer> roster(Draws draws, long firstId, Set<String> taken) {
    List<RosterPlayer> roster = new ArrayList<>();
    for (int place = 0; place < ROSTER_SIZE; place++) {
      String family = familyName(draws, taken);
      double star = place == 0 ? 1.5 : place == 1 ? 1.25 : 1.0;
      roster.add(
          new RosterPlayer(
              firstId + place,
              draws.of(FIRST_NAMES),
              family,
              MINUTES[place],
              toHundredth(star * draws.between(0.8, 1.2)),
              toHundredth(draws.between(0.15, 0.65)),
              toHundredth(draws.between(0.68, 0.88)),
              toHundredth(draws.between(0.94, 1.06))));
    }
    return roster;
  }

  private static String familyName(Draws draws, Set<String> taken) {
    while (true) {
      String name = draws.of(NAME_STARTS) + draws.of(NAME_ENDS);
      if (taken.add(name) || taken.size() >= NAME_STARTS.size() * NAME_ENDS.size()) {
        return name;
      }
    }
  }

  private static String tricode(String town, Set<String> taken) {
    for (int third = 2; third < town.length(); third++) {
      String code = (town.substring(0, 2) + town.charAt(third)).toUpperCase(Locale.ROOT);
      if (taken.add(code)) {
        return code;
      }
    }
    throw new IllegalStateException("no tricode is left for " + town);
  }

  private static double toTenth(double value) {
    return Math.rint(value * 10) / 10;
  }

  private static double toHundredth(double value) {
    return Math.rint(value * 100) / 100;
  }
}
