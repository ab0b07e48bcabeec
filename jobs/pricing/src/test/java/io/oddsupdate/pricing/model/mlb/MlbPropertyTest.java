package io.oddsupdate.pricing.model.mlb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.oddsupdate.pricing.game.EventStatus;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.PeriodScore;
import io.oddsupdate.pricing.game.PeriodType;
import io.oddsupdate.pricing.game.Situation;
import io.oddsupdate.pricing.model.Chances;
import io.oddsupdate.pricing.model.Fixture;
import io.oddsupdate.pricing.model.GameModel;
import io.oddsupdate.pricing.model.Outlook;
import io.oddsupdate.pricing.model.ScoreDistribution;
import io.oddsupdate.pricing.model.Strengths;
import io.oddsupdate.pricing.reference.Side;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class MlbPropertyTest {
  @Property(tries = 300)
  void isADistributionInEveryStateOfAGame(
      @ForAll("fixtures") Fixture fixture, @ForAll("states") GameState state) {
    Outlook outlook = MlbGames.MODEL.prepare(fixture).outlook(state);
    ScoreDistribution score = outlook.finalScore();
    assertDistribution(score, state.homeScore(), state.awayScore());
    assertDistribution(outlook.regulation(), 0, 0);
    outlook.periods(1, 5).ifPresent(innings -> assertDistribution(innings, 0, 0));
    outlook.periods(4, 9).ifPresent(innings -> assertDistribution(innings, 0, 0));
    for (Side side : Side.values()) {
      assertThat(outlook.shareLeft(side)).isBetween(0.0, 1.0);
    }
    assertThat(outlook.nextScore()).isEmpty();
  }

  @Property(tries = 300)
  void takesImpossibleStatesAsTheNearestPossibleOnes(
      @ForAll("fixtures") Fixture fixture, @ForAll("impossible") GameState state) {
    Outlook outlook = MlbGames.MODEL.prepare(fixture).outlook(state);
    for (ScoreDistribution score : List.of(outlook.finalScore(), outlook.regulation())) {
      for (Chances chances : List.of(score.margin(), score.total(), score.home(), score.away())) {
        double last = 1;
        for (int least = -30; least < 60; least++) {
          double chance = chances.atLeast(least);
          assertThat(chance).isBetween(0.0, last);
          last = chance;
        }
      }
    }
    assertThat(outlook.shareLeft(Side.HOME)).isBetween(0.0, 1.0);
    assertThat(outlook.shareLeft(Side.AWAY)).isBetween(0.0, 1.0);
  }

  @Property(tries = 60)
  void isEvenOnNeutralGround(@ForAll @DoubleRange(min = 1, max = 9) double runs) {
    for (boolean playoff : new boolean[] {false, true}) {
      GameModel game =
          MlbGames.MODEL.prepare(new Fixture(new Strengths(runs, runs, true), playoff));
      assertThat(MlbGames.homeWins(game, GameState.notStarted())).isCloseTo(0.5, within(1e-6));
    }
  }

  @Property(tries = 60)
  void changesSidesWithTheTeams(
      @ForAll @DoubleRange(min = 2, max = 7) double home,
      @ForAll @DoubleRange(min = 2, max = 7) double away) {
    GameModel game = MlbGames.regularSeason(new Strengths(home, away, true));
    GameModel swapped = MlbGames.regularSeason(new Strengths(away, home, true));
    assertThat(MlbGames.homeWins(game, GameState.notStarted()))
        .isCloseTo(1 - MlbGames.homeWins(swapped, GameState.notStarted()), within(1e-6));
  }

  @Property(tries = 100)
  void aRunMoreIsNeverWorse(
      @ForAll("fixtures") Fixture fixture,
      @ForAll @IntRange(min = 1, max = 9) int inning,
      @ForAll @IntRange(min = 0, max = 2) int outs,
      @ForAll @IntRange(min = 0, max = 7) int bases,
      @ForAll @IntRange(min = 0, max = 8) int away) {
    GameModel game = MlbGames.MODEL.prepare(fixture);
    Situation situation = Situation.inning(true, outs, bases);
    double last = 0;
    for (int home = 0; home < 12; home++) {
      double wins =
          MlbGames.homeWins(game, MlbGames.state(inning, situation, home, away, List.of()));
      assertThat(wins).isGreaterThanOrEqualTo(last);
      last = wins;
    }
  }

  @Property(tries = 50)
  void givesEqualBytesForEqualStates(
      @ForAll("fixtures") Fixture fixture, @ForAll("states") GameState state) {
    ScoreDistribution one = MlbGames.MODEL.prepare(fixture).outlook(state).finalScore();
    ScoreDistribution other = MlbGames.MODEL.prepare(fixture).outlook(state).finalScore();
    for (int least = -20; least < 40; least++) {
      assertThat(one.margin().atLeast(least)).isEqualTo(other.margin().atLeast(least));
      assertThat(one.total().atLeast(least)).isEqualTo(other.total().atLeast(least));
    }
  }

  private static void assertDistribution(ScoreDistribution score, int home, int away) {
    double cells = 0;
    for (int i = home; i < home + 90; i++) {
      for (int j = away; j < away + 90; j++) {
        cells += score.exactly(i, j);
      }
    }
    // What lies beyond the grid is said to be open, with the least chance there is
    assertThat(cells).isCloseTo(1, within(2e-8));
    assertThat(score.margin().atLeast(-200)).isCloseTo(1, within(1e-9));
    double last = 1;
    double sum = 0;
    for (int margin = -120; margin < 120; margin++) {
      double chance = score.margin().atLeast(margin);
      assertThat(chance).isBetween(0.0, last);
      sum += score.margin().exactly(margin);
      last = chance;
    }
    assertThat(sum).isCloseTo(1, within(1e-9));
    assertThat(score.bothScore()).isBetween(0.0, 1.0);
  }

  @Provide
  Arbitrary<Fixture> fixtures() {
    Arbitrary<Double> runs = Arbitraries.doubles().between(1.5, 9);
    return Combinators.combine(runs, runs, Arbitraries.of(true, false), Arbitraries.of(true, false))
        .as((home, away, known, playoff) -> new Fixture(new Strengths(home, away, known), playoff));
  }

  @Provide
  Arbitrary<GameState> states() {
    Arbitrary<Situation> situations =
        Combinators.combine(
                Arbitraries.of(true, false),
                Arbitraries.integers().between(0, 3),
                Arbitraries.integers().between(0, 7))
            .as(Situation::inning);
    return Combinators.combine(
            Arbitraries.integers().between(0, 14),
            situations,
            Arbitraries.integers().between(0, 3).list().ofSize(14),
            Arbitraries.integers().between(0, 3).list().ofSize(14),
            Arbitraries.of(true, false))
        .as(MlbPropertyTest::state);
  }

  private static GameState state(
      int inning, Situation situation, List<Integer> home, List<Integer> away, boolean told) {
    List<PeriodScore> innings = new ArrayList<>();
    int homeRuns = 0;
    int awayRuns = 0;
    for (int i = 0; i < inning; i++) {
      innings.add(new PeriodScore(i + 1, home.get(i), away.get(i)));
      homeRuns += home.get(i);
      awayRuns += away.get(i);
    }
    return MlbGames.state(inning, situation, homeRuns, awayRuns, told ? innings : List.of());
  }

  @Provide
  Arbitrary<GameState> impossible() {
    Arbitrary<Integer> any = Arbitraries.integers();
    Arbitrary<PeriodScore> innings =
        Combinators.combine(Arbitraries.integers().between(-2, 12), any, any).as(PeriodScore::new);
    return Combinators.combine(
            Arbitraries.of(EventStatus.class),
            Arbitraries.oneOf(any, Arbitraries.integers().between(-1, 13)),
            Arbitraries.oneOf(any, Arbitraries.integers().between(-5, 40)),
            Arbitraries.oneOf(any, Arbitraries.integers().between(-5, 40)),
            Arbitraries.integers().between(-2, 9),
            any,
            innings.list().ofMaxSize(4),
            Arbitraries.of(true, false))
        .as(
            (status, inning, home, away, outs, bases, scores, bottom) ->
                GameState.of(
                    status,
                    inning,
                    PeriodType.REG,
                    Double.NaN,
                    -1,
                    home,
                    away,
                    scores,
                    Situation.inning(bottom, outs, bases)));
  }
}
