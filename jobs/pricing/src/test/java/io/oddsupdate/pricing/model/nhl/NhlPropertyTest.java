package io.oddsupdate.pricing.model.nhl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.oddsupdate.pricing.game.EventStatus;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.PeriodType;
import io.oddsupdate.pricing.game.Situation;
import io.oddsupdate.pricing.model.Chances;
import io.oddsupdate.pricing.model.GameModel;
import io.oddsupdate.pricing.model.NextScore;
import io.oddsupdate.pricing.model.Outlook;
import io.oddsupdate.pricing.model.ScoreDistribution;
import io.oddsupdate.pricing.reference.Side;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class NhlPropertyTest {
  /** In the last second two goals are next to impossible, and what is between two slices shows. */
  private static final double BETWEEN_SLICES = 5e-5;

  private static final List<GameModel> GAMES =
      List.of(
          Hockey.KNOWN,
          Hockey.UNKNOWN,
          Hockey.PLAYOFF,
          Hockey.prepare(Hockey.MODEL.ofLines(-2.2, 7.5), false),
          Hockey.prepare(Hockey.MODEL.ofLines(1.4, 4.8), true));

  @Property(tries = 400)
  void everyStateHasChancesThatFallFromOneToNothing(
      @ForAll("games") GameModel game, @ForAll("anyStates") GameState state) {
    Outlook outlook = game.outlook(state);

    check(outlook.finalScore(), state);
    check(outlook.regulation(), state);
    for (int first = 1; first <= 3; first++) {
      for (int last = first; last <= 3; last++) {
        outlook.periods(first, last).ifPresent(score -> check(score, state));
      }
    }
    NextScore next = outlook.nextScore().orElseThrow();
    assertThat(next.home()).isBetween(0.0, 1.0);
    assertThat(next.none()).isBetween(0.0, 1.0);
    assertThat(next.away()).isBetween(0.0, 1.0);
    assertThat(next.home() + next.none() + next.away()).isCloseTo(1, within(1e-9));
    assertThat(outlook.shareLeft(Side.HOME)).isBetween(0.0, 2.0);
  }

  @Property(tries = 200)
  void theFinalScoreIsThatOfRegulationWithOneGoalMoreAfterADraw(
      @ForAll("games") GameModel game, @ForAll("states") GameState state) {
    Outlook outlook = game.outlook(state);
    Chances regulation = outlook.regulation().margin();
    Chances end = outlook.finalScore().margin();

    for (int margin = 2; margin <= 8; margin++) {
      assertThat(end.atLeast(margin)).isCloseTo(regulation.atLeast(margin), within(1e-9));
      assertThat(end.atLeast(1 - margin)).isCloseTo(regulation.atLeast(1 - margin), within(1e-9));
    }
    assertThat(end.atLeast(1)).isBetween(regulation.atLeast(1), regulation.atLeast(0));
    double draw = regulation.exactly(0);
    assertThat(Hockey.mean(outlook.finalScore().total()))
        .isCloseTo(Hockey.mean(outlook.regulation().total()) + draw, within(1e-6));
  }

  @Property(tries = 200)
  void homeAwayMarginAndTotalAreOneDistribution(
      @ForAll("games") GameModel game, @ForAll("states") GameState state) {
    ScoreDistribution score = game.outlook(state).finalScore();
    double home = 0;
    double margin = 0;
    double total = 0;
    double sum = 0;
    for (int x = 0; x < 45; x++) {
      for (int y = 0; y < 45; y++) {
        double cell = score.exactly(x, y);
        sum += cell;
        home += x >= 3 ? cell : 0;
        margin += x - y >= 2 ? cell : 0;
        total += x + y >= 6 ? cell : 0;
      }
    }
    // The least chance of each of 2,025 scores may be in the sum.
    assertThat(sum).isCloseTo(1, within(5e-9));
    assertThat(score.home().atLeast(3)).isCloseTo(home, within(5e-9));
    assertThat(score.margin().atLeast(2)).isCloseTo(margin, within(5e-9));
    assertThat(score.total().atLeast(6)).isCloseTo(total, within(5e-9));
  }

  @Property(tries = 200)
  void equalTeamsOnNeutralGroundSwap(@ForAll("states") GameState state) {
    Situation now = state.situation();
    GameState swapped =
        Hockey.state(
            state.status(),
            state.period(),
            state.periodType(),
            state.secondsRemaining(),
            state.awayScore(),
            state.homeScore(),
            Situation.strength(
                now.awaySkaters(),
                now.homeSkaters(),
                now.awayGoaliePulled(),
                now.homeGoaliePulled()));

    Outlook one = Hockey.NEUTRAL.outlook(state);
    Outlook other = Hockey.NEUTRAL.outlook(swapped);

    assertThat(Hockey.homeWins(one)).isCloseTo(1 - Hockey.homeWins(other), within(1e-9));
    assertThat(one.nextScore().orElseThrow().home())
        .isCloseTo(other.nextScore().orElseThrow().away(), within(1e-9));
    for (int goals = 0; goals < 12; goals++) {
      assertThat(one.finalScore().home().atLeast(goals))
          .isCloseTo(other.finalScore().away().atLeast(goals), within(1e-9));
      assertThat(one.regulation().total().atLeast(goals))
          .isCloseTo(other.regulation().total().atLeast(goals), within(1e-9));
    }
  }

  @Property(tries = 200)
  void aGoalHelpsItsTeam(@ForAll("games") GameModel game, @ForAll("evenStates") GameState state) {
    GameState scored =
        Hockey.state(
            state.status(),
            state.period(),
            state.periodType(),
            state.secondsRemaining(),
            state.homeScore() + 1,
            state.awayScore(),
            state.situation());

    assertThat(Hockey.homeWins(game.outlook(scored)))
        .isGreaterThan(Hockey.homeWins(game.outlook(state)) - BETWEEN_SLICES);
  }

  @Property(tries = 200)
  void aPenaltyOfTheOpponentsHelps(
      @ForAll("games") GameModel game, @ForAll("evenStates") GameState state) {
    GameState powerPlay =
        Hockey.live(
            state.period(),
            state.secondsRemaining(),
            state.homeScore(),
            state.awayScore(),
            Situation.strength(5, 4, false, false));

    assertThat(Hockey.homeWins(game.outlook(powerPlay)))
        .isGreaterThan(Hockey.homeWins(game.outlook(state)) - BETWEEN_SLICES);
  }

  @Property(tries = 100)
  void theSameStateHasTheSameChancesToTheLastBit(@ForAll("states") GameState state) {
    GameModel again = Hockey.prepare(Hockey.MODEL.average(), false);

    Outlook one = Hockey.UNKNOWN.outlook(state);
    Outlook other = again.outlook(state);

    for (int margin = -4; margin <= 4; margin++) {
      assertThat(one.finalScore().margin().atLeast(margin))
          .isEqualTo(other.finalScore().margin().atLeast(margin));
    }
  }

  private static void check(ScoreDistribution score, GameState state) {
    int home = Math.max(0, state.homeScore());
    int away = Math.max(0, state.awayScore());
    falls(score.margin(), home - away);
    falls(score.total(), home + away);
    falls(score.home(), home);
    falls(score.away(), away);
    assertThat(score.bothScore()).isBetween(0.0, 1.0);
  }

  /** From sure to next to impossible, around what the score is now and around nothing. */
  private static void falls(Chances chances, int now) {
    double before = 1;
    for (int number = Math.min(now, 0) - 45; number <= Math.max(now, 0) + 45; number++) {
      double chance = chances.atLeast(number);
      if (!(chance >= 0 && chance <= before)) {
        throw new AssertionError("P(at least %d) is %s after %s".formatted(number, chance, before));
      }
      before = chance;
    }
    assertThat(before).isLessThan(1e-9);
    assertThat(chances.atLeast(-5000)).isGreaterThan(1 - 1e-9);
  }

  @Provide
  Arbitrary<GameModel> games() {
    return Arbitraries.of(GAMES);
  }

  @Provide
  Arbitrary<GameState> states() {
    return states(
        Combinators.combine(
                Arbitraries.integers().between(3, 6),
                Arbitraries.integers().between(3, 6),
                Arbitraries.of(true, false),
                Arbitraries.of(true, false))
            .as(Situation::strength),
        7);
  }

  @Provide
  Arbitrary<GameState> evenStates() {
    return states(Arbitraries.just(Hockey.FIVE_ON_FIVE), 4);
  }

  private static Arbitrary<GameState> states(Arbitrary<Situation> situations, int goalsMost) {
    return Combinators.combine(
            Arbitraries.integers().between(1, 3),
            Arbitraries.doubles().between(0.5, 1200),
            Arbitraries.integers().between(0, goalsMost),
            Arbitraries.integers().between(0, goalsMost),
            situations)
        .as(Hockey::live);
  }

  /** Also what no game can be in. */
  @Provide
  Arbitrary<GameState> anyStates() {
    Arbitrary<Situation> situations =
        Combinators.combine(
                Arbitraries.integers().between(-2, 9),
                Arbitraries.integers().between(-2, 9),
                Arbitraries.of(true, false),
                Arbitraries.of(true, false))
            .as(Situation::strength);
    Arbitrary<Double> clocks =
        Arbitraries.oneOf(
            Arbitraries.doubles().between(-100, 2000),
            Arbitraries.of(0.0, 300.0, 1200.0, Double.NaN, Double.POSITIVE_INFINITY, -1e300));
    Arbitrary<Integer> goals =
        Arbitraries.oneOf(Arbitraries.integers().between(0, 8), Arbitraries.of(-3, 30, 1000));
    return Combinators.combine(
            Arbitraries.of(EventStatus.class),
            Arbitraries.integers().between(-2, 9),
            Arbitraries.of(PeriodType.class),
            clocks,
            goals,
            goals,
            situations)
        .as(Hockey::state);
  }
}
