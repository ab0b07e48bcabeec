package io.oddsupdate.pricing.model.epl;

import static io.oddsupdate.pricing.model.epl.Matches.KNOWN;
import static io.oddsupdate.pricing.model.epl.Matches.MODEL;
import static io.oddsupdate.pricing.model.epl.Matches.live;
import static io.oddsupdate.pricing.model.epl.Matches.outlook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.oddsupdate.pricing.game.EventStatus;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.PeriodScore;
import io.oddsupdate.pricing.game.Situation;
import io.oddsupdate.pricing.model.NextScore;
import io.oddsupdate.pricing.model.Outlook;
import io.oddsupdate.pricing.model.ScoreDistribution;
import io.oddsupdate.pricing.model.Strengths;
import io.oddsupdate.pricing.reference.Side;
import java.util.List;
import org.junit.jupiter.api.Test;

class EplOutlookTest {
  private static final int CELLS = 25;

  @Test
  void isTheScoreGridBeforeTheStart() {
    ScoreDistribution ours = outlook(KNOWN, GameState.notStarted()).finalScore();

    ScoreDistribution grid = ScoreGrid.of(1.6, 1.1, Matches.CONSTANTS.rho());
    for (int i = 0; i < 8; i++) {
      for (int j = 0; j < 8; j++) {
        assertThat(ours.exactly(i, j)).isCloseTo(grid.exactly(i, j), within(1e-13));
      }
    }
  }

  /** Goals fall into the match independently of each other: Bayes on the grid of the start. */
  @Test
  void inPlayIsTheStartGivenWhatHasHappened() {
    for (Strengths strengths : List.of(KNOWN, MODEL.average())) {
      for (GameState state :
          List.of(live(1, 20, 0, 0), live(1, 44, 1, 0), live(2, 10, 1, 1), live(2, 40, 0, 1))) {
        double[][] start = cells(outlook(strengths, GameState.notStarted()).finalScore());
        double gone = 1 - GoalsLeft.of(Matches.CONSTANTS, state).both();
        int home = state.homeScore();
        int away = state.awayScore();
        double sum = 0;
        for (int x = home; x < CELLS; x++) {
          for (int y = away; y < CELLS; y++) {
            start[x][y] *= binomial(home, x, gone) * binomial(away, y, gone);
            sum += start[x][y];
          }
        }
        ScoreDistribution ours = outlook(strengths, state).finalScore();
        for (int x = home; x < home + 6; x++) {
          for (int y = away; y < away + 6; y++) {
            assertThat(ours.exactly(x, y)).isCloseTo(start[x][y] / sum, within(1e-11));
          }
        }
      }
    }
  }

  @Test
  void halvesAreMarginalsOfTheMatch() {
    for (Strengths strengths : List.of(KNOWN, MODEL.average())) {
      for (GameState state : List.of(GameState.notStarted(), live(1, 30, 1, 0))) {
        Outlook outlook = outlook(strengths, state);
        int home = state.homeScore();
        int away = state.awayScore();
        GoalsLeft left = GoalsLeft.of(Matches.CONSTANTS, state);
        double early = left.first() / left.both();
        double[][] match = cells(outlook.finalScore());
        for (int i = 0; i < 5; i++) {
          for (int j = 0; j < 5; j++) {
            double first = 0;
            double second = 0;
            for (int x = i; x + home < CELLS; x++) {
              for (int y = j; y + away < CELLS; y++) {
                double cell = match[x + home][y + away];
                first += cell * binomial(i, x, early) * binomial(j, y, early);
                second += cell * binomial(i, x, 1 - early) * binomial(j, y, 1 - early);
              }
            }
            assertThat(outlook.periods(1, 1).orElseThrow().exactly(home + i, away + j))
                .isCloseTo(first, within(1e-11));
            assertThat(outlook.periods(2, 2).orElseThrow().exactly(i, j))
                .isCloseTo(second, within(1e-11));
          }
        }
      }
    }
  }

  @Test
  void nextGoalIsAMarginalOfTheMatch() {
    for (Strengths strengths : List.of(KNOWN, MODEL.average())) {
      for (GameState state :
          List.of(GameState.notStarted(), live(1, 30, 0, 1), live(2, 35, 2, 1))) {
        Outlook outlook = outlook(strengths, state);
        double[][] match = cells(outlook.finalScore());
        double home = 0;
        for (int x = state.homeScore() + 1; x < CELLS; x++) {
          for (int y = state.awayScore(); y < CELLS; y++) {
            int i = x - state.homeScore();
            home += match[x][y] * i / (i + y - state.awayScore());
          }
        }

        NextScore next = outlook.nextScore().orElseThrow();

        assertThat(next.none())
            .isCloseTo(match[state.homeScore()][state.awayScore()], within(1e-12));
        assertThat(next.home()).isCloseTo(home, within(1e-11));
        assertThat(next.home() + next.none() + next.away()).isCloseTo(1, within(1e-12));
      }
    }
  }

  @Test
  void secondHalfIsWhatIsLeftOnceTheFirstIsOver() {
    GameState state =
        Matches.state(
            EventStatus.LIVE, 2, 15, 2, 1, List.of(new PeriodScore(1, 1, 1)), Situation.NONE);

    Outlook outlook = outlook(KNOWN, state);

    assertThat(outlook.periods(1, 1).orElseThrow().exactly(1, 1)).isEqualTo(1);
    ScoreDistribution second = outlook.periods(2, 2).orElseThrow();
    assertThat(second.exactly(1, 0)).isEqualTo(outlook.finalScore().exactly(2, 1));
    assertThat(second.exactly(0, 0)).isZero();
    assertThat(outlook.periods(1, 2).orElseThrow().margin().atLeast(1))
        .isEqualTo(outlook.finalScore().margin().atLeast(1));
    assertThat(outlook.periods(3, 3)).isEmpty();
  }

  @Test
  void oneHalfTellsTheOtherAndNoneTellsNothing() {
    GameState second =
        Matches.state(
            EventStatus.LIVE, 2, 15, 2, 1, List.of(new PeriodScore(2, 1, 0)), Situation.NONE);
    GameState neither = Matches.state(EventStatus.LIVE, 2, 15, 2, 1, List.of(), Situation.NONE);

    assertThat(outlook(KNOWN, second).periods(1, 1).orElseThrow().exactly(1, 1)).isEqualTo(1);
    assertThat(outlook(KNOWN, neither).periods(1, 1)).isEmpty();
    assertThat(outlook(KNOWN, neither).periods(2, 2)).isEmpty();
    assertThat(outlook(KNOWN, neither).finalScore().exactly(2, 1)).isPositive();
  }

  @Test
  void isAPointAtTheEnd() {
    GameState state =
        Matches.state(
            EventStatus.ENDED, 2, 49, 3, 1, List.of(new PeriodScore(1, 1, 0)), Situation.NONE);

    Outlook outlook = outlook(KNOWN, state);

    assertThat(outlook.finalScore().exactly(3, 1)).isEqualTo(1);
    assertThat(outlook.periods(2, 2).orElseThrow().exactly(2, 1)).isEqualTo(1);
    assertThat(outlook.nextScore()).contains(new NextScore(0, 1, 0));
    assertThat(outlook.shareLeft(Side.HOME)).isZero();
    assertThat(outlook.scoresLeft(Side.HOME)).isZero();
  }

  @Test
  void aSendingOffTakesGoalsFromOneTeamAndGivesTheOtherMore() {
    Outlook eleven = outlook(KNOWN, live(2, 10, 0, 0));
    Outlook ten = outlook(KNOWN, live(2, 10, 0, 0, Situation.cards(0, 1, 0)));
    Outlook both = outlook(KNOWN, live(2, 10, 0, 0, Situation.cards(1, 1, 0)));

    assertThat(ten.scoresLeft(Side.AWAY) / eleven.scoresLeft(Side.AWAY))
        .isCloseTo(0.66, within(0.02));
    assertThat(ten.scoresLeft(Side.HOME) / eleven.scoresLeft(Side.HOME))
        .isCloseTo(1.62, within(0.02));
    assertThat(ten.finalScore().margin().atLeast(1))
        .isGreaterThan(both.finalScore().margin().atLeast(1));
    assertThat(both.scoresLeft(Side.HOME)).isGreaterThan(eleven.scoresLeft(Side.HOME));
  }

  @Test
  void expectsTheRatesAtTheStart() {
    Outlook outlook = outlook(KNOWN, GameState.notStarted());

    assertThat(outlook.scoresLeft(Side.HOME)).isCloseTo(1.6, within(1e-9));
    assertThat(outlook.scoresLeft(Side.AWAY)).isCloseTo(1.1, within(1e-9));
    assertThat(outlook.shareLeft(Side.HOME)).isEqualTo(1, within(1e-9));
    Outlook average = outlook(MODEL.average(), GameState.notStarted());
    assertThat(average.scoresLeft(Side.HOME)).isCloseTo(1.527, within(1e-9));
    assertThat(average.scoresLeft(Side.AWAY)).isCloseTo(1.278, within(1e-9));
  }

  @Test
  void whatHappensTellsWhoIsStrongerOnlyWhereThatIsNotKnown() {
    Strengths average = MODEL.average();
    Strengths known = new Strengths(average.home(), average.away(), true);
    GameState lead = live(1, 40, 2, 0);

    double ratioKnown = ratio(outlook(known, lead));
    double ratioUnknown = ratio(outlook(average, lead));

    assertThat(ratioKnown).isCloseTo(average.home() / average.away(), within(0.02));
    assertThat(ratioUnknown).isGreaterThan(1.2 * ratioKnown);
  }

  private static double ratio(Outlook outlook) {
    return outlook.scoresLeft(Side.HOME) / outlook.scoresLeft(Side.AWAY);
  }

  @Test
  void announcedTimeIsPlayed() {
    double early = goalsAt(live(2, 45, 0, 0));
    double much = goalsAt(live(2, 45, 0, 0, Situation.cards(0, 0, 600)));
    double little = goalsAt(live(2, 45, 0, 0, Situation.cards(0, 0, 60)));
    double past = goalsAt(live(2, 52, 0, 0, Situation.cards(0, 0, 60)));

    assertThat(much).isGreaterThan(early);
    assertThat(little).isLessThan(early);
    assertThat(past).isPositive().isLessThan(little / 100);
  }

  @Test
  void feedsThatOnlyCountDownAreUnderstood() {
    GameState down =
        GameState.of(
            EventStatus.LIVE,
            2,
            io.oddsupdate.pricing.game.PeriodType.REG,
            900,
            0,
            1,
            0,
            List.of(),
            Situation.NONE);

    assertThat(goalsAt(down)).isEqualTo(goalsAt(live(2, 30, 1, 0)));
  }

  private static double goalsAt(GameState state) {
    return GoalsLeft.of(Matches.CONSTANTS, state).both();
  }

  private static double[][] cells(ScoreDistribution score) {
    double[][] cells = new double[CELLS][CELLS];
    for (int x = 0; x < CELLS; x++) {
      for (int y = 0; y < CELLS; y++) {
        double cell = score.exactly(x, y);
        cells[x][y] = cell <= 1e-12 ? 0 : cell;
      }
    }
    return cells;
  }

  private static double binomial(int hits, int tries, double chance) {
    double mass = 1;
    for (int i = 0; i < hits; i++) {
      mass *= chance * (tries - i) / (i + 1);
    }
    return mass * Math.pow(1 - chance, tries - hits);
  }
}
