package io.oddsupdate.local.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.oddsupdate.pricing.reference.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whether what is played looks like basketball: prices on a board must make sense. */
class GameSimulationTest {
  private static final int GAMES = 200;

  /** Of 5,282 home teams' scores in the NBA of 2022 to 2026, overtimes included: 73 to 175. */
  private static final int LOWEST_SCORE = 70;

  private static final int HIGHEST_SCORE = 175;

  private record Played(GamePlan plan, List<Play> plays) {
    int points(Side side) {
      return plays.stream().filter(p -> p.side() == side).mapToInt(Play::points).sum();
    }

    long count(String type) {
      return plays.stream().filter(p -> p.type().equals(type)).count();
    }

    int periods() {
      return plays.get(plays.size() - 1).period();
    }
  }

  private static final List<Played> SEASON = season();

  private static List<Played> season() {
    List<Played> games = new ArrayList<>();
    for (int i = 0; i < GAMES; i++) {
      GamePlan plan = Games.plan(i, FeedFaults.none());
      games.add(new Played(plan, GameSimulation.play(plan)));
    }
    return games;
  }

  @Test
  void scoresAsTheRatingsExpect() {
    List<Played> season = SEASON;

    double totalError =
        season.stream()
            .mapToDouble(g -> g.points(Side.HOME) + g.points(Side.AWAY) - g.plan().expectedTotal())
            .average()
            .orElseThrow();
    double[] marginErrors =
        season.stream()
            .mapToDouble(g -> g.points(Side.HOME) - g.points(Side.AWAY) - g.plan().expectedMargin())
            .toArray();
    double mean = Arrays.stream(marginErrors).average().orElseThrow();
    double spread =
        Math.sqrt(Arrays.stream(marginErrors).map(e -> (e - mean) * (e - mean)).sum() / GAMES);

    // Three standard errors of 200 games with deviations of 18 and 13 points.
    assertThat(totalError).isCloseTo(0, within(4.0));
    assertThat(mean).isCloseTo(0, within(2.8));
    assertThat(spread).isBetween(10.5, 15.5);
  }

  @Test
  void everyGameStaysWithinWhatRealGamesHaveSeen() {
    for (Played game : SEASON) {
      int overtimes = game.periods() - 4;
      assertThat(game.points(Side.HOME)).isBetween(LOWEST_SCORE, HIGHEST_SCORE);
      assertThat(game.points(Side.AWAY)).isBetween(LOWEST_SCORE, HIGHEST_SCORE);
      assertThat(game.points(Side.HOME)).isNotEqualTo(game.points(Side.AWAY));
      assertThat(game.plays()).hasSizeBetween(420, 650 + 90 * overtimes);
      assertThat(game.count("substitution")).isBetween(40L, 160L);
      assertThat(game.count("timeout")).isBetween(6L, 15L);
      assertThat(game.count("foul")).isBetween(12L, 60L);
      assertThat(game.count("turnover")).isBetween(10L, 55L);
    }
  }

  @Test
  void extremeScoresAreAsRareAsInRealGames() {
    long high = 0;
    long low = 0;
    for (Played game : SEASON) {
      for (Side side : Side.values()) {
        high += game.points(side) > 150 ? 1 : 0;
        low += game.points(side) < 80 ? 1 : 0;
      }
    }

    // Of the real scores 0.3 % and 0.1 %; of these 400 that would be one of each.
    assertThat(high).isLessThanOrEqualTo(5);
    assertThat(low).isLessThanOrEqualTo(5);
  }

  @Test
  void eachTeamHasAboutAHundredPossessions() {
    for (Played game : SEASON.subList(0, 30)) {
      Map<Side, Double> possessions = new HashMap<>();
      for (Play play : game.plays()) {
        double ends =
            switch (play.type()) {
              case "2pt", "3pt", "turnover" -> 1;
              case "freethrow" -> 0.44;
              case "rebound" -> "offensive".equals(play.subType()) ? -1 : 0;
              default -> 0;
            };
        if (play.side() != null) {
          possessions.merge(play.side(), ends, Double::sum);
        }
      }
      int overtimes = game.periods() - 4;
      for (double team : possessions.values()) {
        assertThat(team).isBetween(84.0, 120.0 + 14 * overtimes);
      }
      assertThat(possessions.get(Side.HOME)).isCloseTo(possessions.get(Side.AWAY), within(9.0));
    }
  }

  @Test
  void theClockNeverGoesUpWithinAPeriodAndTheWallClockNeverGoesBack() {
    for (Played game : SEASON.subList(0, 30)) {
      Play before = game.plays().get(0);
      for (Play play : game.plays()) {
        boolean nextPeriod = play.period() == before.period() + 1 && before.clockTenths() == 0;
        boolean clockRan =
            play.period() == before.period() && play.clockTenths() <= before.clockTenths();
        assertThat(nextPeriod || clockRan).as("%s after %s", play, before).isTrue();
        assertThat(play.atMs()).isGreaterThanOrEqualTo(before.atMs());
        before = play;
      }
    }
  }

  @Test
  void onlyPlayersOnTheFloorTakePart() {
    for (Played game : SEASON.subList(0, 30)) {
      Map<Side, List<RosterPlayer>> floor = new HashMap<>();
      floor.put(Side.HOME, new ArrayList<>(game.plan().home().roster().subList(0, 5)));
      floor.put(Side.AWAY, new ArrayList<>(game.plan().away().roster().subList(0, 5)));
      for (Play play : game.plays()) {
        if (play.player() == null) {
          continue;
        }
        List<RosterPlayer> court = floor.get(play.side());
        if (play.type().equals("substitution") && play.subType().equals("in")) {
          assertThat(court).doesNotContain(play.player());
          court.add(play.player());
        } else {
          assertThat(court).contains(play.player());
          if (play.type().equals("substitution")) {
            court.remove(play.player());
          }
        }
      }
      assertThat(floor.get(Side.HOME)).hasSize(5);
      assertThat(floor.get(Side.AWAY)).hasSize(5);
    }
  }

  @Test
  void someGamesNeedOvertimeAndEndInADecision() {
    List<Played> overtimes = SEASON.stream().filter(game -> game.periods() > 4).toList();

    assertThat(overtimes).hasSizeBetween(2, 30);
    for (Played game : overtimes) {
      int home = 0;
      int away = 0;
      for (Play play : game.plays()) {
        home += play.side() == Side.HOME ? play.points() : 0;
        away += play.side() == Side.AWAY ? play.points() : 0;
        if (play.type().equals("period") && play.subType().equals("end")) {
          boolean goesOn = play.period() >= 4 && play.period() < game.periods();
          assertThat(home == away || play.period() < 4).isEqualTo(goesOn || play.period() < 4);
        }
      }
    }
  }

  @Test
  void shotsAreMadeAsOftenAsInRealGames() {
    Map<String, int[]> shots = new HashMap<>();
    for (Played game : SEASON) {
      for (Play play : game.plays()) {
        if (play.made() != null) {
          int[] count = shots.computeIfAbsent(play.type(), t -> new int[2]);
          count[0] += play.made() ? 1 : 0;
          count[1]++;
        }
      }
    }

    assertThat(share(shots.get("2pt"))).isBetween(0.50, 0.57);
    assertThat(share(shots.get("3pt"))).isBetween(0.33, 0.39);
    assertThat(share(shots.get("freethrow"))).isBetween(0.74, 0.83);
  }

  private static double share(int[] madeOfAll) {
    return (double) madeOfAll[0] / madeOfAll[1];
  }
}
