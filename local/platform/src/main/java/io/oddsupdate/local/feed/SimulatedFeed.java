package io.oddsupdate.local.feed;

import io.oddsupdate.local.reference.GameSheet;
import io.oddsupdate.local.reference.PlayerSheet;
import io.oddsupdate.local.reference.TeamSheet;
import io.oddsupdate.local.simulator.FeedFaults;
import io.oddsupdate.local.simulator.GamePlan;
import io.oddsupdate.local.simulator.PolledGame;
import io.oddsupdate.local.simulator.RosterPlayer;
import io.oddsupdate.local.simulator.SimulatedLeague;
import io.oddsupdate.local.simulator.SimulatedTeam;
import io.oddsupdate.pricing.game.PlayerStat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Invented games, without end: a round a day, the tip-offs of a round ten minutes apart. The first
 * slot's game of every round needs overtime, the second's final score is corrected after its end.
 */
public final class SimulatedFeed implements FeedSource {
  public static final String LEAGUE = "nba";
  public static final String VENDOR = "nba-livedata";

  /** The first evening; a fixed day, so that a seed gives the same games on every day. */
  private static final Instant FIRST_TIP_OFF = Instant.parse("2026-12-01T00:00:00Z");

  private static final Duration BETWEEN_TIP_OFFS = Duration.ofMinutes(10);
  private static final int MAX_SLOTS = 12;

  /** Of an invented game, in one second of its own, breaks included, where a poll is a minute. */
  static final double EVENTS_PER_SECOND = 0.076;

  private final long seed;
  private final int slots;
  private final Duration poll;
  private final boolean hard;
  private final List<SimulatedTeam> teams;

  /**
   * @param slots games side by side, 1 to 12
   * @param poll how often the poller looks, in the game's own time
   * @param hard whether every game has a bad evening
   */
  public SimulatedFeed(long seed, int slots, Duration poll, boolean hard) {
    if (slots < 1 || slots > MAX_SLOTS) {
      throw new IllegalArgumentException("games side by side must be 1 to 12, got " + slots);
    }
    this.seed = seed;
    this.slots = slots;
    this.poll = poll;
    this.hard = hard;
    this.teams = SimulatedLeague.invent(seed);
  }

  /** The speed at which so many games, one after the other in each slot, give a rate of events. */
  public static double speedFor(int eventsPerSecond, int slots) {
    return eventsPerSecond / (slots * EVENTS_PER_SECOND);
  }

  @Override
  public int slots() {
    return slots;
  }

  @Override
  public Optional<FeedGame> game(int round, int slot) {
    GamePlan plan = plan(round, slot);
    return Optional.of(
        new FeedGame(
            sheet(plan), BETWEEN_TIP_OFFS.multipliedBy(slot), () -> PolledGame.of(plan, poll)));
  }

  GamePlan plan(int round, int slot) {
    List<SimulatedTeam> paired = new ArrayList<>(teams);
    Collections.shuffle(paired, new Random(seed * 1_000_003 + round));
    FeedFaults faults = hard ? FeedFaults.hard() : FeedFaults.usual(slot % 2 == 0, slot % 4 == 1);
    GamePlan plan =
        new GamePlan(
            "00226%05d".formatted(round * MAX_SLOTS % 100_000 + slot + 1),
            FIRST_TIP_OFF.plus(Duration.ofDays(round)).plus(BETWEEN_TIP_OFFS.multipliedBy(slot)),
            paired.get(2 * slot),
            paired.get(2 * slot + 1),
            seed * 31 + round * 1009L + slot * 17L,
            faults);
    return slot == 0 ? withOvertime(plan) : plan;
  }

  /** The first of the plan's neighbours whose game is level after four periods, if one is near. */
  private static GamePlan withOvertime(GamePlan plan) {
    for (int i = 0; i < 500; i++) {
      GamePlan candidate = plan.withSeed(plan.seed() + i * 7919L);
      if (PolledGame.goesToOvertime(candidate)) {
        return candidate;
      }
    }
    return plan;
  }

  private static GameSheet sheet(GamePlan plan) {
    return new GameSheet(
        LEAGUE,
        VENDOR,
        plan.vendorGameId(),
        plan.scheduledStart(),
        sheet(plan.home()),
        sheet(plan.away()));
  }

  private static TeamSheet sheet(SimulatedTeam team) {
    List<PlayerSheet> players =
        team.roster().stream()
            .map(
                player ->
                    new PlayerSheet(
                        Long.toString(player.personId()),
                        player.fullName(),
                        weights(player),
                        player.form()))
            .toList();
    return new TeamSheet(
        Long.toString(team.teamId()).toLowerCase(Locale.ROOT),
        team.tricode(),
        team.name(),
        team.rating(),
        team.pace(),
        players);
  }

  /**
   * He shoots by his minutes and his usage, whoever is on the floor rebounds and passes; form is
   * left out, because the hot state brings it in.
   */
  private static Map<PlayerStat, Double> weights(RosterPlayer player) {
    double minutes = player.minutes();
    return Map.of(
        PlayerStat.POINTS,
        minutes * player.usage(),
        PlayerStat.REBOUNDS,
        minutes,
        PlayerStat.ASSISTS,
        minutes);
  }
}
