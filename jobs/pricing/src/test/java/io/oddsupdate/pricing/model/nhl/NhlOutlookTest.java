package io.oddsupdate.pricing.model.nhl;

import static io.oddsupdate.pricing.model.nhl.Hockey.homeWins;
import static io.oddsupdate.pricing.model.nhl.Hockey.live;
import static io.oddsupdate.pricing.model.nhl.Hockey.state;
import static io.oddsupdate.pricing.model.nhl.Hockey.tie;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.oddsupdate.pricing.game.EventStatus;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.PeriodScore;
import io.oddsupdate.pricing.game.PeriodType;
import io.oddsupdate.pricing.game.Situation;
import io.oddsupdate.pricing.model.NextScore;
import io.oddsupdate.pricing.model.Outlook;
import io.oddsupdate.pricing.model.ScoreDistribution;
import io.oddsupdate.pricing.reference.Side;
import org.junit.jupiter.api.Test;

class NhlOutlookTest {
  @Test
  void eachManMoreOnTheIceRaisesTheChanceToWin() {
    double even = homeWins(strength(5, 5));

    assertThat(homeWins(strength(5, 4))).isGreaterThan(even + 0.02);
    assertThat(homeWins(strength(5, 3))).isGreaterThan(homeWins(strength(5, 4)) + 0.02);
    assertThat(homeWins(strength(4, 5))).isLessThan(even - 0.02);
    assertThat(homeWins(strength(3, 5))).isLessThan(homeWins(strength(4, 5)) - 0.02);
    assertThat(homeWins(strength(4, 3))).isGreaterThan(even + 0.02);
  }

  @Test
  void fewerMenOnBothSidesMeanMoreGoalsAndNoFavourite() {
    double five = tie(strength(5, 5));

    assertThat(tie(strength(4, 4))).isLessThan(five);
    assertThat(tie(strength(3, 3))).isLessThan(tie(strength(4, 4)));
    assertThat(homeWins(strength(3, 3))).isCloseTo(homeWins(strength(5, 5)), within(0.01));
  }

  @Test
  void aPowerPlayScoresOneGoalInFiveTwoMinutesLong() {
    // Given a rate of .112 a minute, for as long as a record's power play lasts on average
    NextScore none = live5(5, 5).nextScore().orElseThrow();
    NextScore some = live5(5, 4).nextScore().orElseThrow();

    // Then a minute of it is worth a tenth of a goal
    assertThat(some.home() - none.home()).isBetween(0.02, 0.1);
    assertThat(some.away()).isLessThan(none.away());
  }

  @Test
  void aTeamThatPullsItsGoalkeeperTiesMoreOftenAndLosesByMore() {
    // Given the home team a goal down, earlier than usual
    Outlook in = Hockey.KNOWN.outlook(live(3, 240, 2, 3));
    Outlook out = Hockey.KNOWN.outlook(live(3, 240, 2, 3, Situation.strength(6, 5, true, false)));

    assertThat(tie(out)).isGreaterThan(tie(in));
    assertThat(out.finalScore().margin().atLeast(-1))
        .isLessThan(in.finalScore().margin().atLeast(-1));
    assertThat(Hockey.mean(out.finalScore().total()))
        .isGreaterThan(Hockey.mean(in.finalScore().total()));
    assertThat(homeWins(out)).isGreaterThan(homeWins(in));
  }

  @Test
  void anExtraAttackerIsOneWhetherHeIsCountedOrNot() {
    Outlook counted =
        Hockey.KNOWN.outlook(live(3, 100, 2, 3, Situation.strength(6, 5, true, false)));

    for (int skaters : new int[] {0, 5, 7}) {
      Situation other = Situation.strength(skaters, skaters == 0 ? 0 : 5, true, false);
      assertThat(homeWins(Hockey.KNOWN.outlook(live(3, 100, 2, 3, other))))
          .isEqualTo(homeWins(counted));
    }
    Situation unflagged = Situation.strength(6, 5, false, false);
    assertThat(homeWins(Hockey.KNOWN.outlook(live(3, 100, 2, 3, unflagged))))
        .isEqualTo(homeWins(counted));
  }

  @Test
  void aGoalkeeperPulledOnADelayedPenaltyIsNoRisk() {
    // Given a level game in its first period
    Outlook out = Hockey.KNOWN.outlook(live(1, 600, 0, 0, Situation.strength(6, 5, true, false)));

    assertThat(homeWins(out)).isGreaterThan(homeWins(Hockey.KNOWN.outlook(live(1, 600, 0, 0))));
  }

  @Test
  void leadsOfOneAreRareAtTheEndAndLeadsOfThreeAreNot() {
    ScoreDistribution regulation = Hockey.NEUTRAL.outlook(GameState.notStarted()).regulation();

    assertThat(regulation.margin().exactly(1)).isLessThan(regulation.margin().exactly(2));
    assertThat(regulation.margin().exactly(3)).isGreaterThan(regulation.margin().exactly(2));
  }

  @Test
  void noGameEndsLevel() {
    Outlook level = Hockey.KNOWN.outlook(live(2, 300, 1, 1));

    assertThat(level.finalScore().margin().exactly(0)).isZero();
    assertThat(level.finalScore().exactly(2, 2)).isZero();
    assertThat(level.finalScore().total().atLeast(3)).isEqualTo(1);
    assertThat(level.regulation().exactly(1, 1)).isGreaterThan(0.01);
  }

  @Test
  void overtimeIsOneMoreGoal() {
    Outlook overtime = Hockey.KNOWN.outlook(live(4, 200, 2, 2, Situation.NONE));

    assertThat(overtime.finalScore().total().atLeast(5)).isEqualTo(1);
    assertThat(overtime.finalScore().total().atLeast(6)).isZero();
    assertThat(overtime.finalScore().margin().atLeast(2)).isZero();
    assertThat(overtime.finalScore().margin().atLeast(-1)).isEqualTo(1);
    assertThat(overtime.finalScore().exactly(3, 2) + overtime.finalScore().exactly(2, 3))
        .isEqualTo(1);
    assertThat(overtime.regulation().exactly(2, 2)).isEqualTo(1);
    assertThat(overtime.nextScore().orElseThrow()).isEqualTo(new NextScore(0, 1, 0));
    assertThat(homeWins(overtime)).isBetween(0.5, 0.53);
  }

  @Test
  void aPowerPlayInOvertimeIsWorthMoreThanInRegulation() {
    double even = homeWins(Hockey.KNOWN.outlook(live(4, 200, 2, 2)));

    double up =
        homeWins(Hockey.KNOWN.outlook(live(4, 200, 2, 2, Situation.strength(4, 3, false, false))));

    assertThat(up).isGreaterThan(even + 0.03);
  }

  @Test
  void aShootoutIsEven() {
    Outlook shootout = Hockey.KNOWN.outlook(live(5, 0, 2, 2));

    assertThat(homeWins(shootout)).isEqualTo(0.5);
    assertThat(shootout.finalScore().total().atLeast(5)).isEqualTo(1);
    assertThat(shootout.shareLeft(Side.HOME)).isZero();
  }

  @Test
  void playoffOvertimeHasNoShootout() {
    // Given a favourite, whose share of the goals is 3.11 of 6.01
    double overtime = homeWins(Hockey.PLAYOFF.outlook(live(4, 1200, 2, 2)));

    assertThat(overtime).isCloseTo(3.11 / 6.01, within(0.003));
    assertThat(homeWins(Hockey.PLAYOFF.outlook(live(6, 5, 2, 2)))).isEqualTo(overtime);
  }

  @Test
  void aGoalAfterRegulationEndsTheGame() {
    for (int period = 4; period <= 6; period++) {
      Outlook over = Hockey.KNOWN.outlook(live(period, 100, 3, 2));

      assertThat(over.finalScore().exactly(3, 2)).isEqualTo(1);
      assertThat(over.regulation().exactly(2, 2)).isEqualTo(1);
      assertThat(over.shareLeft(Side.AWAY)).isZero();
    }
  }

  @Test
  void regulationRunOutIsOverWithALeadAndOvertimeWithout() {
    assertThat(Hockey.KNOWN.outlook(live(3, 0, 3, 1)).finalScore().exactly(3, 1)).isEqualTo(1);

    Outlook level = Hockey.KNOWN.outlook(live(3, 0, 2, 2));
    assertThat(level.regulation().exactly(2, 2)).isEqualTo(1);
    assertThat(homeWins(level)).isBetween(0.5, 0.53);
  }

  @Test
  void theEndIsAPoint() {
    GameState ended = state(EventStatus.ENDED, 3, PeriodType.REG, 0, 4, 2, Hockey.FIVE_ON_FIVE);

    Outlook outlook = Hockey.UNKNOWN.outlook(ended);

    assertThat(outlook.finalScore().exactly(4, 2)).isEqualTo(1);
    assertThat(outlook.finalScore().margin().atLeast(3)).isZero();
    assertThat(outlook.regulation().exactly(4, 2)).isEqualTo(1);
    assertThat(outlook.nextScore().orElseThrow().none()).isEqualTo(1);
  }

  @Test
  void periodsThatAreOverAreKnownAndTheOneThatIsPlayedCountsFromItsScore() {
    GameState second =
        Hockey.withPeriods(live(2, 600, 3, 1), new PeriodScore(1, 2, 0), new PeriodScore(2, 1, 1));

    Outlook outlook = Hockey.KNOWN.outlook(second);

    assertThat(outlook.periods(1, 1).orElseThrow().exactly(2, 0)).isEqualTo(1);
    assertThat(outlook.periods(2, 2).orElseThrow().total().atLeast(2)).isEqualTo(1);
    assertThat(outlook.periods(2, 2).orElseThrow().exactly(1, 1)).isBetween(0.2, 0.5);
    assertThat(outlook.periods(1, 2).orElseThrow().total().atLeast(4)).isEqualTo(1);
    assertThat(outlook.periods(3, 3).orElseThrow().exactly(0, 0)).isBetween(0.05, 0.2);
    assertThat(outlook.periods(1, 3).orElseThrow()).isSameAs(outlook.regulation());
    assertThat(outlook.periods(0, 1)).isEmpty();
    assertThat(outlook.periods(3, 4)).isEmpty();
  }

  @Test
  void aPeriodWhoseGoalsAreNotKnownIsNotTold() {
    Outlook outlook = Hockey.KNOWN.outlook(live(2, 600, 3, 1));

    assertThat(outlook.periods(1, 1)).isEmpty();
    assertThat(outlook.periods(2, 2)).isEmpty();
    assertThat(outlook.periods(1, 2)).isPresent();
    assertThat(outlook.periods(3, 3)).isPresent();
  }

  @Test
  void theSecondPeriodHasMostGoalsWithAGoalkeeperInTheNet() {
    Outlook start = Hockey.KNOWN.outlook(GameState.notStarted());

    double[] goals = new double[4];
    for (int period = 1; period <= 3; period++) {
      goals[period] = Hockey.mean(start.periods(period, period).orElseThrow().total());
    }

    System.out.printf("goals by period %.3f %.3f %.3f%n", goals[1], goals[2], goals[3]);
    assertThat(goals[2] / goals[1]).isCloseTo(1.172, within(0.005));
    assertThat(goals[1] + goals[2] + goals[3]).isCloseTo(6.01, within(0.005));
  }

  @Test
  void timeLeftIncludesTheOvertimeThatThereMayBe() {
    double start = Hockey.KNOWN.outlook(GameState.notStarted()).shareLeft(Side.HOME);

    // A draw in five, and then at most five minutes.
    assertThat(start).isBetween(1.005, 1 + 0.23 * 300 / 3600);
    assertThat(Hockey.KNOWN.outlook(live(2, 600, 1, 0)).shareLeft(Side.AWAY)).isBetween(0.5, 0.52);
  }

  @Test
  void goalsTellHowStrongTeamsAreWhoseStrengthIsUnknown() {
    // Given a lead of three after a period
    GameState state = live(2, 1200, 3, 0);

    double known = Hockey.mean(Hockey.KNOWN.outlook(state).finalScore().home());
    double unknown = Hockey.mean(Hockey.UNKNOWN.outlook(state).finalScore().home());

    assertThat(unknown).isGreaterThan(known + 0.03);
  }

  private static Outlook strength(int home, int away) {
    return Hockey.KNOWN.outlook(live(3, 900, 2, 2, Situation.strength(home, away, false, false)));
  }

  private static Outlook live5(int home, int away) {
    return Hockey.KNOWN.outlook(live(1, 900, 0, 0, Situation.strength(home, away, false, false)));
  }
}
