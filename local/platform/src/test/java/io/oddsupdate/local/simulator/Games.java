package io.oddsupdate.local.simulator;

import java.time.Instant;
import java.util.List;

/** Plans for tests. */
final class Games {
  private static final List<SimulatedTeam> TEAMS = SimulatedLeague.invent(1);

  private Games() {}

  static GamePlan plan(long seed, FeedFaults faults) {
    Draws draws = new Draws(seed);
    SimulatedTeam home = TEAMS.get(draws.between(0, 11));
    SimulatedTeam away = TEAMS.get(draws.between(12, 23));
    return new GamePlan(
        "0022600001", Instant.parse("2026-12-01T00:00:00Z"), home, away, draws.seed(), faults);
  }
}
