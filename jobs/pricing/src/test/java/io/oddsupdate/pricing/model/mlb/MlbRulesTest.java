package io.oddsupdate.pricing.model.mlb;

import static io.oddsupdate.pricing.model.mlb.MlbGames.bottom;
import static io.oddsupdate.pricing.model.mlb.MlbGames.even;
import static io.oddsupdate.pricing.model.mlb.MlbGames.homeWins;
import static io.oddsupdate.pricing.model.mlb.MlbGames.mean;
import static io.oddsupdate.pricing.model.mlb.MlbGames.state;
import static io.oddsupdate.pricing.model.mlb.MlbGames.top;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.oddsupdate.pricing.game.EventStatus;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.PeriodScore;
import io.oddsupdate.pricing.game.PeriodType;
import io.oddsupdate.pricing.game.Situation;
import io.oddsupdate.pricing.model.GameModel;
import io.oddsupdate.pricing.model.Outlook;
import io.oddsupdate.pricing.model.ScoreDistribution;
import io.oddsupdate.pricing.model.Strengths;
import io.oddsupdate.pricing.reference.Side;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the rules of baseball leave possible. */
class MlbRulesTest {
  private static final GameModel EVEN = even(4.5);
  private static final GameModel PLAYOFF = MlbGames.playoff(new Strengths(4.5, 4.5, true));

  @Test
  void endsWithTheRunThatDecidesIt() {
    assertFinal(EVEN.outlook(bottom(9, 1, "1--", 4, 3)), 4, 3);
    assertFinal(EVEN.outlook(bottom(11, 0, "---", 6, 4)), 6, 4);
  }

  @Test
  void doesNotPlayABottomHalfThatTheHomeTeamDoesNotNeed() {
    assertFinal(EVEN.outlook(top(9, 3, "---", 4, 3)), 4, 3);
    assertFinal(EVEN.outlook(bottom(9, 3, "---", 3, 4)), 3, 4);
    assertThat(EVEN.outlook(top(9, 2, "---", 4, 3)).shareLeft(Side.HOME))
        .as("it bats only if the visitors come back")
        .isLessThan(0.02);
  }

  @Test
  void winsByMoreThanOneInTheLastInningOnlyOnAHomeRun() {
    // Given a level score in the bottom of the ninth
    ScoreDistribution empty = EVEN.outlook(bottom(9, 2, "---", 3, 3)).regulation();
    ScoreDistribution loaded = EVEN.outlook(bottom(9, 2, "123", 3, 3)).regulation();
    // Then with the bases full it is a grand slam: four, never two or three
    assertThat(loaded.margin().exactly(4)).isBetween(0.02, 0.05);
    assertThat(loaded.margin().exactly(2)).isLessThan(1e-9);
    assertThat(loaded.margin().atLeast(5)).isLessThan(1e-9);
    assertThat(loaded.margin().exactly(1)).isGreaterThan(5 * loaded.margin().exactly(4));
    // And with nobody on mostly by one, the more runners may come the more rarely by more
    assertThat(empty.margin().exactly(1)).isGreaterThan(4 * empty.margin().exactly(2));
    assertThat(empty.margin().exactly(2)).isGreaterThan(empty.margin().exactly(3));
    assertThat(empty.away().exactly(3)).isCloseTo(1, within(1e-9));
  }

  @Test
  void winsTheLastInningAsOftenAsTheInningBringsTheRuns() {
    Batting batting = MlbGames.batting(4.5);
    double[] tails = Runs.tails(batting.toEnd(9, BaseOut.of(1, 3)));
    ScoreDistribution regulation = EVEN.outlook(bottom(9, 1, "12-", 3, 4)).regulation();
    assertThat(regulation.margin().atLeast(1)).isCloseTo(tails[2], within(1e-8));
    assertThat(regulation.margin().exactly(0)).isCloseTo(tails[1] - tails[2], within(1e-8));
  }

  @Test
  void putsARunnerOnSecondInExtraInningsOfTheRegularSeason() {
    double regular = mean(EVEN.outlook(top(10, 0, "-2-", 3, 3)).finalScore().total());
    double playoff = mean(PLAYOFF.outlook(top(10, 0, "---", 3, 3)).finalScore().total());
    assertThat(regular).isGreaterThan(playoff);
    // And so it is where the vendor has not told of the runner yet
    assertThat(homeWins(EVEN, top(10, 0, "---", 3, 3)))
        .isEqualTo(homeWins(EVEN, top(10, 0, "-2-", 3, 3)));
    // But a home run clears the bases
    GameState homeRun =
        state(
            10,
            Situation.inning(false, 0, 0),
            3,
            5,
            List.of(new PeriodScore(1, 3, 3), new PeriodScore(10, 0, 2)));
    assertThat(EVEN.outlook(homeRun)).isNotNull();
    assertThat(homeWins(EVEN, homeRun)).isGreaterThan(homeWins(EVEN, top(10, 0, "-2-", 3, 5)));
  }

  @Test
  void playsOnUntilItIsNotLevel() {
    for (GameModel game : List.of(EVEN, PLAYOFF)) {
      for (int inning : new int[] {9, 10, 18}) {
        Outlook outlook = game.outlook(bottom(inning, 3, "---", 5, 5));
        assertThat(outlook.finalScore().margin().exactly(0)).isZero();
        assertThat(outlook.finalScore().margin().atLeast(1)).isCloseTo(0.5, within(1e-6));
        assertThat(outlook.regulation().margin().exactly(0)).isEqualTo(1);
      }
    }
  }

  @Test
  void takesTheThirdOutAsTheStartOfTheNextHalfInning() {
    assertThat(homeWins(EVEN, top(4, 3, "12-", 2, 1)))
        .isEqualTo(homeWins(EVEN, bottom(4, 0, "---", 2, 1)));
    assertThat(homeWins(EVEN, bottom(4, 3, "--3", 2, 1)))
        .isEqualTo(homeWins(EVEN, top(5, 0, "---", 2, 1)));
    assertThat(homeWins(EVEN, bottom(9, 3, "---", 2, 2)))
        .isEqualTo(homeWins(EVEN, top(10, 0, "-2-", 2, 2)));
  }

  @Test
  void knowsNothingMoreAfterTheEnd() {
    GameState ended =
        GameState.of(
            EventStatus.ENDED,
            5,
            PeriodType.REG,
            0,
            0,
            2,
            6,
            List.of(new PeriodScore(1, 2, 0), new PeriodScore(4, 0, 6)),
            Situation.NONE);
    Outlook outlook = EVEN.outlook(ended);
    assertFinal(outlook, 2, 6);
    assertThat(outlook.periods(1, 3).orElseThrow().exactly(2, 0)).isEqualTo(1);
    assertThat(outlook.shareLeft(Side.HOME)).isZero();
  }

  @Test
  void countsInningsOfTheirOwn() {
    GameState state =
        state(
            5,
            Situation.inning(true, 1, 1),
            4,
            3,
            List.of(
                new PeriodScore(1, 0, 1),
                new PeriodScore(2, 3, 0),
                new PeriodScore(4, 0, 2),
                new PeriodScore(5, 1, 0)));
    Outlook outlook = EVEN.outlook(state);
    assertThat(outlook.periods(2, 4).orElseThrow().exactly(3, 2)).isEqualTo(1);
    ScoreDistribution half = outlook.periods(1, 5).orElseThrow();
    assertThat(half.away().exactly(3)).isCloseTo(1, within(1e-9));
    assertThat(half.home().atLeast(4)).isEqualTo(1);
    assertThat(half.home().atLeast(5)).isBetween(0.2, 0.35);
    assertThat(outlook.periods(5, 5).orElseThrow().home().atLeast(2))
        .isCloseTo(half.home().atLeast(5), within(1e-12));
    assertThat(outlook.periods(6, 6).orElseThrow().home().atLeast(1)).isBetween(0.2, 0.3);
    assertThat(mean(outlook.periods(5, 9).orElseThrow().home()))
        .isCloseTo(mean(outlook.regulation().home()) - 3, within(1e-9));
    assertThat(outlook.periods(7, 9)).as("depends on the score before").isEmpty();
    assertThat(outlook.periods(10, 10)).isEmpty();
  }

  @Test
  void withoutTheRunsByInningTellsOnlyWhatTheScoreTells() {
    Outlook outlook = EVEN.outlook(bottom(5, 1, "1--", 4, 3));
    assertThat(outlook.periods(1, 5).orElseThrow().home().atLeast(4)).isEqualTo(1);
    assertThat(outlook.periods(2, 6)).isEmpty();
    assertThat(outlook.periods(1, 3)).isEmpty();
    assertThat(outlook.periods(6, 7)).isPresent();
  }

  @Test
  void leavesEachTeamItsTurnsAtBat() {
    Outlook start = EVEN.outlook(GameState.notStarted());
    assertThat(start.shareLeft(Side.HOME)).isEqualTo(1);
    assertThat(start.shareLeft(Side.AWAY)).isEqualTo(1);
    Outlook middle = EVEN.outlook(bottom(5, 0, "---", 2, 2));
    assertThat(middle.shareLeft(Side.AWAY)).isBetween(0.42, 0.49);
    assertThat(middle.shareLeft(Side.HOME)).isBetween(0.52, 0.58);
    assertThat(EVEN.outlook(bottom(5, 2, "---", 2, 2)).shareLeft(Side.HOME))
        .isLessThan(middle.shareLeft(Side.HOME));
  }

  @Test
  void learnsWhoIsStrongerFromTheScoreOnlyWhereTheTeamsAreUnknown() {
    Strengths average = MlbGames.MODEL.average();
    GameModel known = MlbGames.regularSeason(new Strengths(average.home(), average.away(), true));
    GameState lead = top(4, 0, "---", 4, 0);
    double runsOfKnown = mean(known.outlook(lead).finalScore().home());
    double runsOfUnknown = mean(MlbGames.unknown().outlook(lead).finalScore().home());
    assertThat(runsOfUnknown).isGreaterThan(runsOfKnown + 0.1);
    assertThat(homeWins(MlbGames.unknown(), lead)).isGreaterThan(homeWins(known, lead));
  }

  private static void assertFinal(Outlook outlook, int home, int away) {
    assertThat(outlook.finalScore().exactly(home, away)).isEqualTo(1);
    assertThat(outlook.finalScore().margin().exactly(home - away)).isEqualTo(1);
    assertThat(outlook.shareLeft(Side.HOME)).isZero();
    assertThat(outlook.shareLeft(Side.AWAY)).isZero();
  }
}
