package io.oddsupdate.pricing.model.nfl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.oddsupdate.pricing.ShippedModels;
import io.oddsupdate.pricing.game.EventStatus;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.PeriodScore;
import io.oddsupdate.pricing.game.PeriodType;
import io.oddsupdate.pricing.game.Situation;
import io.oddsupdate.pricing.model.Coherence;
import io.oddsupdate.pricing.model.Fixture;
import io.oddsupdate.pricing.model.LeagueModel;
import io.oddsupdate.pricing.model.Outlook;
import io.oddsupdate.pricing.model.ScoreDistribution;
import io.oddsupdate.pricing.reference.Side;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The end of a half with the ball in hand. Bounds are what a trading desk would quote. */
class NflFinalDriveTest {
  private static final LeagueModel MODEL = ShippedModels.model("nfl-2026.2");
  private static final int AWAY = 20;

  private static Outlook outlook(int period, double seconds, int lead, Situation situation) {
    return MODEL
        .prepare(new Fixture(MODEL.neutral(), false))
        .outlook(state(period, seconds, AWAY + lead, AWAY, situation));
  }

  private static GameState state(
      int period, double seconds, int home, int away, Situation situation) {
    PeriodType type = period > 4 ? PeriodType.OT : PeriodType.REG;
    List<PeriodScore> periods = List.of(new PeriodScore(1, 0, 0));
    return GameState.of(EventStatus.LIVE, period, type, seconds, 0, home, away, periods, situation);
  }

  private static Situation ball(int down, int distance, int yards) {
    return Situation.scrimmage(Side.HOME, down, distance, yards);
  }

  /** Wins, and half of the ties. */
  private static double value(int period, double seconds, int lead, Situation situation) {
    ScoreDistribution score = outlook(period, seconds, lead, situation).finalScore();
    return score.margin().atLeast(1) + score.margin().exactly(0) / 2;
  }

  @ParameterizedTest
  @CsvSource({
    // lead, seconds, down, distance, yards, ahead after regulation, level after it
    "-1,  3, 1, 10, 20, .85, .93, .00, .01",
    "-1, 10, 1, 10, 20, .85, .93, .00, .01",
    "-1, 30, 1, 10, 20, .85, .93, .00, .01",
    " 0,  1, 4, 10, 10, .92, .98, .02, .08",
    "-1,  2, 4,  5,  5, .92, .98, .00, .01",
    "-2,  5, 1, 10, 35, .60, .76, .00, .01",
    "-3,  3, 4,  1, 10, .00, .01, .92, .98",
    "-3, 10, 1, 10, 20, .05, .20, .70, .90",
    "-4,  3, 1, 10, 20, .06, .16, .00, .01",
    "-7,  3, 1,  5,  5, .00, .01, .25, .36",
    "-8,  3, 1,  5,  5, .00, .01, .12, .20",
    " 0,  5, 1, 10, 75, .00, .03, .96, 1.0",
    " 0, 40, 1, 10, 75, .06, .20, .78, .93",
    "-4,  3, 1, 10, 50, .02, .06, .00, .01",
  })
  void theLastDriveOfRegulationIsPlayedForTheScoreThatIsNeeded(
      int lead,
      double seconds,
      int down,
      int distance,
      int yards,
      double aheadLeast,
      double aheadMost,
      double levelLeast,
      double levelMost) {
    ScoreDistribution score = outlook(4, seconds, lead, ball(down, distance, yards)).regulation();

    assertThat(score.margin().atLeast(1)).isBetween(aheadLeast, aheadMost);
    assertThat(score.margin().exactly(0)).isBetween(levelLeast, levelMost);
  }

  @Test
  void aKickThatWinsIsTakenBeforeATouchdown() {
    // Given a team behind by one at the five with ten seconds
    ScoreDistribution score = outlook(4, 10, -1, ball(1, 5, 5)).finalScore();

    // Then it wins by two, hardly ever by more
    assertThat(score.margin().exactly(2)).isBetween(0.9, 0.98);
    assertThat(score.margin().atLeast(3)).isLessThan(0.05);
  }

  @ParameterizedTest
  @CsvSource({
    // lead, seconds, down, distance, yards, wins, ties
    " 0, 590, 1,  5,  5, .85, .98, .00, .02",
    " 0, 590, 1, 10, 75, .50, .60, .03, .10",
    " 0,   1, 4, 10, 10, .92, .98, .02, .08",
    "-3,   3, 4,  1, 10, .00, .01, .92, .98",
    "-3, 590, 1,  5,  5, .75, .95, .00, .03",
    "-3,   3, 1, 10, 75, .00, .02, .00, .01",
    "-6,   3, 1,  5,  5, .25, .35, .00, .01",
  })
  void theBallCountsInAnOvertime(
      int lead,
      double seconds,
      int down,
      int distance,
      int yards,
      double winsLeast,
      double winsMost,
      double tiesLeast,
      double tiesMost) {
    ScoreDistribution score = outlook(5, seconds, lead, ball(down, distance, yards)).finalScore();

    assertThat(score.margin().atLeast(1)).isBetween(winsLeast, winsMost);
    assertThat(score.margin().exactly(0)).isBetween(tiesLeast, tiesMost);
  }

  @Test
  void aFieldGoalThatAnswersAnotherMayEndTheGameLevel() {
    Fixture playoff = new Fixture(MODEL.neutral(), true);
    GameState state = state(5, 300, 23, 20, Situation.NONE);

    assertThat(outlook(5, 300, 3, Situation.NONE).finalScore().exactly(23, 23))
        .isBetween(0.03, 0.15);
    assertThat(MODEL.prepare(playoff).outlook(state).finalScore().margin().exactly(0))
        .isLessThan(1e-9);
  }

  @Test
  void theLastKickOfTheFirstHalfIsInItsScore() {
    ScoreDistribution half = outlook(2, 3, 0, ball(4, 10, 10)).periods(1, 2).orElseThrow();
    ScoreDistribution far = outlook(2, 3, 0, ball(1, 10, 75)).periods(1, 2).orElseThrow();

    assertThat(half.margin().exactly(3)).isBetween(0.92, 0.98);
    assertThat(far.margin().exactly(0)).isGreaterThan(0.95);
  }

  @Test
  void neighbouringSecondsHaveNeighbouringPrices() {
    for (int period : new int[] {4, 5}) {
      for (int down = 1; down <= 4; down++) {
        for (int yards : new int[] {1, 5, 10, 20, 35, 50, 75}) {
          for (int lead = -8; lead <= 0; lead++) {
            Situation situation = ball(down, Math.min(10, yards), yards);
            double before = value(period, 1, lead, situation);
            for (int seconds = 2; seconds <= 320; seconds++) {
              double now = value(period, seconds, lead, situation);
              // In the last seconds each may allow another play.
              double most = seconds <= 12 ? 0.055 : 0.025;
              assertThat(now)
                  .as("period %d, %s s, %d behind, %s", period, seconds, -lead, situation)
                  .isCloseTo(before, within(most));
              before = now;
            }
          }
        }
      }
    }
  }

  @Test
  void moreTimeIsNotWorseForATeamThatIsBehind() {
    for (int yards : new int[] {1, 5, 10, 20, 35, 50, 75}) {
      for (int lead = -7; lead < 0; lead++) {
        double most = 0;
        for (int seconds = 1; seconds <= 30; seconds++) {
          double now = value(4, seconds, lead, ball(1, Math.min(10, yards), yards));
          // What is left for the opponents costs a little
          assertThat(now)
              .as("%d s, %d behind, at %d", seconds, -lead, yards)
              .isGreaterThan(most - 0.02);
          most = Math.max(most, now);
        }
      }
    }
  }

  @Test
  void moreYardsAreNotBetter() {
    for (int seconds : new int[] {1, 4, 10, 20, 30}) {
      for (int down : new int[] {1, 2, 3, 4}) {
        for (int lead = -8; lead <= 0; lead++) {
          double before = 1;
          for (int yards = 10; yards <= 90; yards++) {
            double now = value(4, seconds, lead, ball(down, 10, yards));
            assertThat(now)
                .as("%d s, down %d, %d behind, at %d", seconds, down, -lead, yards)
                .isLessThanOrEqualTo(before + 0.005);
            before = now;
          }
        }
      }
    }
  }

  @Test
  void everyEndIsOneDistributionAndTheMirrorOfTheOtherTeams() {
    for (int period : new int[] {2, 4, 5}) {
      for (double seconds : new double[] {0.4, 3, 25, 50, 120}) {
        for (int lead : new int[] {-9, -7, -3, -1, 0, 2}) {
          for (int down = 0; down <= 4; down++) {
            Situation home = Situation.scrimmage(Side.HOME, down, 8, 30);
            Situation away = Situation.scrimmage(Side.AWAY, down, 8, 30);
            ScoreDistribution score = outlook(period, seconds, lead, home).finalScore();
            ScoreDistribution mirror =
                MODEL
                    .prepare(new Fixture(MODEL.neutral(), false))
                    .outlook(state(period, seconds, AWAY, AWAY + lead, away))
                    .finalScore();

            assertThat(Coherence.sum(score, AWAY + lead, AWAY, period == 2 ? 90 : 40))
                .isCloseTo(1, within(1e-7));
            for (int margin = -12; margin <= 12; margin++) {
              assertThat(score.margin().atLeast(margin))
                  .isCloseTo(1 - mirror.margin().atLeast(1 - margin), within(1e-9));
            }
          }
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    // "Belichick's 4th Down Decision vs the Colts", advancednflstats.com, 2009
    "28, .53",
    "66, .30",
  })
  void aTouchdownInTheTwoMinuteDrillIsAsFrequentAsPublished(int yards, double published) {
    for (int lead = -8; lead <= -4; lead++) {
      DriveEnd end = FinalDrive.of(ball(1, 10, yards), 120, lead, true);

      assertThat(FinalDrive.weight(ball(1, 10, yards), 120, lead, true)).isEqualTo(1);
      assertThat(end.touchdown()).isCloseTo(published, within(0.02));
      assertThat(end.fieldGoal()).isZero();
    }
  }

  @Test
  void whoHadTheBallWhenTheFirstHalfRanOutHasLostIt() {
    Situation near = ball(1, 10, 20);

    assertThat(value(2, 0, 0, near)).isCloseTo(value(2, 0, 0, Situation.NONE), within(1e-12));
    // In its last second the ball is worth no more than the points that it may still bring
    assertThat(value(2, 1, 0, ball(1, 10, 75))).isBetween(0.49, 0.51);
    assertThat(value(2, 60, 0, ball(1, 10, 75))).isGreaterThan(0.53);
  }

  @Test
  void aDriveThatStartsFartherThanAnyKickIsWorthWhatDrivesBring() {
    OpenDrive open = new OpenDrive(expectedPoints());
    DriveEnd ofField = open.of(ball(1, 10, 60), 0, 0);
    DriveEnd ofKick = open.of(ball(4, 8, 15), 0, 0);

    // 3.44 points of a drive from 40 yards, 2011: OpenDrive names the source
    assertThat(points(open.of(ball(1, 10, 40), 0, 0))).isCloseTo(3.44, within(0.15));
    assertThat(ofField.touchdown()).isBetween(0.25, 0.32);
    assertThat(ofKick.touchdown()).isLessThan(0.01);
    assertThat(ofKick.fieldGoal()).isGreaterThan(0.95);
    assertThat(open.of(ball(3, 12, 15), 0, 0).fieldGoal()).isGreaterThan(0.5);
  }

  private static ExpectedPoints expectedPoints() {
    return new ExpectedPoints(
        NflConstants.of(ShippedModels.constants("nfl-2026.2")).expectedPoints());
  }

  private static double points(DriveEnd end) {
    return 3 * end.fieldGoal() + 6.94 * end.touchdown();
  }
}
