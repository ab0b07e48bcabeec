package io.oddsupdate.pricing.model.nfl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.oddsupdate.pricing.ShippedModels;
import io.oddsupdate.pricing.game.EventStatus;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.PeriodScore;
import io.oddsupdate.pricing.game.PeriodType;
import io.oddsupdate.pricing.game.Situation;
import io.oddsupdate.pricing.model.Fixture;
import io.oddsupdate.pricing.model.GameModel;
import io.oddsupdate.pricing.model.LeagueModel;
import io.oddsupdate.pricing.model.ScoreDistribution;
import io.oddsupdate.pricing.reference.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a lead and the ball are worth, against each other. */
class NflLeadTest {
  private static final LeagueModel MODEL = ShippedModels.model("nfl-2026.2");
  private static final GameModel GAME = MODEL.prepare(new Fixture(MODEL.neutral(), false));
  private static final double[][] TIMES = {
    {1, 500}, {2, 60}, {2, 0}, {3, 600}, {4, 900}, {4, 600}, {4, 300}, {4, 120}, {4, 60}, {4, 30}
  };

  private static double value(double[] time, int lead, Situation situation) {
    ScoreDistribution score =
        GAME.outlook(
                GameState.of(
                    EventStatus.LIVE,
                    (int) time[0],
                    PeriodType.REG,
                    time[1],
                    0,
                    30 + lead,
                    30,
                    List.of(new PeriodScore(1, 0, 0)),
                    situation))
            .finalScore();
    return score.margin().atLeast(1) + score.margin().exactly(0) / 2;
  }

  private static List<Situation> situations() {
    List<Situation> all = new ArrayList<>(List.of(Situation.NONE));
    for (Side side : Side.values()) {
      for (int down = 1; down <= 4; down++) {
        for (int yards : new int[] {1, 2, 5, 8, 9, 20, 35, 50, 75}) {
          all.add(Situation.scrimmage(side, down, Math.min(7, yards), yards));
          all.add(Situation.scrimmage(side, down, down < 3 ? Math.min(10, yards) : 1, yards));
        }
      }
    }
    return all;
  }

  @Test
  void aPointMoreIsNeverWorse() {
    for (double[] time : TIMES) {
      for (Situation situation : situations()) {
        double before = 0;
        for (int lead = -17; lead <= 17; lead++) {
          double now = value(time, lead, situation);
          assertThat(now)
              .as("%s, lead %d, %s", Arrays.toString(time), lead, situation)
              .isGreaterThan(before - 0.015);
          before = now;
        }
      }
    }
  }

  @Test
  void aBallOfNobodyKnownLiesBetweenThoseOfTheTwoTeams() {
    for (double[] time : TIMES) {
      for (int lead = -14; lead <= 14; lead++) {
        double ours = value(time, lead, Situation.scrimmage(Side.HOME, 1, 10, 72));
        double theirs = value(time, lead, Situation.scrimmage(Side.AWAY, 1, 10, 72));

        assertThat(value(time, lead, Situation.NONE))
            .as("%s, lead %d", Arrays.toString(time), lead)
            .isBetween(theirs - 1e-9, ours + 1e-9);
      }
    }
  }

  @Test
  void aTeamThatNeedsTwoScoresMayHaveThem() {
    // Given five minutes and no ball known, ten points are seldom made good, but they are
    assertThat(value(new double[] {4, 300}, -10, Situation.NONE)).isBetween(0.01, 0.04);
    assertThat(value(new double[] {4, 300}, -14, Situation.NONE)).isBetween(0.003, 0.02);
    assertThat(value(new double[] {4, 300}, -8, Situation.NONE)).isBetween(0.02, 0.08);
  }

  /** Nobody passes up three points that win, or kicks three that do not help. */
  @Test
  void aYardNearerIsNotMuchWorseOnAnyDown() {
    for (double[] time : TIMES) {
      for (int lead : new int[] {-8, -4, -3, -2, 0, 3}) {
        for (int down = 1; down <= 4; down++) {
          for (int distance : new int[] {1, 4, 10}) {
            double nearer = 1;
            for (int yards = distance; yards <= 80; yards++) {
              double now = value(time, lead, Situation.scrimmage(Side.HOME, down, distance, yards));
              assertThat(now)
                  .as(
                      "%s, lead %d, %d and %d at %d",
                      Arrays.toString(time), lead, down, distance, yards)
                  .isLessThan(nearer + 0.03);
              nearer = now;
            }
          }
        }
      }
    }
  }

  @Test
  void whoIsBehindInAnOvertimePlaysOnOnFourthDown() {
    for (int lead : new int[] {-3, -6}) {
      for (int seconds : new int[] {590, 300, 150, 30}) {
        assertThat(overtime(seconds, lead, Situation.scrimmage(Side.HOME, 4, 3, 20)))
            .as("%d s, lead %d", seconds, lead)
            .isBetween(0.15, 0.65);
      }
    }
  }

  /** Whoever bets right before a late kick, and against it right after, must not win by that. */
  @Test
  void aKickIsPricedAsWhatFollowsIt() {
    for (int seconds : new int[] {300, 150, 60}) {
      double good = ExpectedPoints.fieldGoal(10);
      double before = value(new double[] {4, seconds}, -2, ball(Side.HOME, 4, 8, 10));
      double[] next = {4, seconds - 5};
      double after =
          good * value(next, 1, ball(Side.AWAY, 1, 10, 75))
              + (1 - good) * value(next, -2, ball(Side.AWAY, 1, 10, 83));

      assertThat(before).as("%d s", seconds).isCloseTo(after, within(0.08));
    }
  }

  private static Situation ball(Side side, int down, int distance, int yards) {
    return Situation.scrimmage(side, down, distance, yards);
  }

  private static double overtime(double seconds, int lead, Situation situation) {
    ScoreDistribution score =
        GAME.outlook(
                GameState.of(
                    EventStatus.LIVE,
                    5,
                    PeriodType.OT,
                    seconds,
                    0,
                    20 + lead,
                    20,
                    List.of(new PeriodScore(1, 0, 0)),
                    situation))
            .finalScore();
    return score.margin().atLeast(1) + score.margin().exactly(0) / 2;
  }
}
