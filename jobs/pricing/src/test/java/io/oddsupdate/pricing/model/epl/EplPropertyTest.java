package io.oddsupdate.pricing.model.epl;

import static io.oddsupdate.pricing.model.epl.Matches.MODEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.oddsupdate.pricing.game.EventStatus;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.PeriodScore;
import io.oddsupdate.pricing.game.PeriodType;
import io.oddsupdate.pricing.game.Situation;
import io.oddsupdate.pricing.model.Chances;
import io.oddsupdate.pricing.model.LineParts;
import io.oddsupdate.pricing.model.NextScore;
import io.oddsupdate.pricing.model.Outlook;
import io.oddsupdate.pricing.model.ScoreDistribution;
import io.oddsupdate.pricing.model.Strengths;
import io.oddsupdate.pricing.reference.Side;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;

class EplPropertyTest {
  @Property(tries = 500)
  void anyStateHasOneDistribution(
      @ForAll("states") GameState state, @ForAll("strengths") Strengths strengths) {
    Outlook outlook = Matches.outlook(strengths, state);

    consistent(outlook.finalScore());
    outlook.periods(1, 1).ifPresent(EplPropertyTest::consistent);
    outlook.periods(2, 2).ifPresent(EplPropertyTest::consistent);
    NextScore next = outlook.nextScore().orElseThrow();
    assertThat(next.home()).isBetween(0.0, 1.0);
    assertThat(next.away()).isBetween(0.0, 1.0);
    assertThat(next.none()).isBetween(0.0, 1.0);
    assertThat(next.home() + next.none() + next.away()).isCloseTo(1, within(1e-9));
    assertThat(outlook.shareLeft(Side.HOME)).isBetween(0.0, 1.0);
    assertThat(outlook.scoresLeft(Side.AWAY)).isFinite().isNotNegative();
  }

  private static void consistent(ScoreDistribution score) {
    falls(score.margin(), -250);
    falls(score.total(), 0);
    falls(score.home(), 0);
    falls(score.away(), 0);
    assertThat(score.bothScore()).isBetween(0.0, 1.0);
    double home = score.margin().atLeast(1);
    double notAway = score.margin().atLeast(0);
    assertThat(home + (notAway - home) + (1 - notAway)).isCloseTo(1, within(1e-9));
    LineParts level = LineParts.over(0, score.margin());
    assertThat(level.win()).isEqualTo(home);
    assertThat(level.win() + level.refund() + level.lose()).isCloseTo(1, within(1e-9));
    double sum = 0;
    for (int x = 0; x < 40; x++) {
      for (int y = 0; y < 40; y++) {
        double cell = score.exactly(x, y);
        assertThat(cell).isBetween(0.0, 1.0);
        sum += cell;
      }
    }
    assertThat(sum).isLessThan(1 + 1e-8);
  }

  private static void falls(Chances chances, int from) {
    double before = 1;
    for (int number = from; number < from + 500; number++) {
      double chance = chances.atLeast(number);
      assertThat(chance).isBetween(0.0, before);
      before = chance;
    }
  }

  @Property(tries = 200)
  void homeAndAwayAreAlikeOnNeutralGround(
      @ForAll("states") GameState state, @ForAll boolean learn) {
    Strengths neutral = new Strengths(1.4, 1.4, !learn);
    Outlook outlook = Matches.outlook(neutral, state);
    Outlook swapped = Matches.outlook(neutral, swap(state));

    assertThat(swapped.finalScore().margin().atLeast(1))
        .isCloseTo(1 - outlook.finalScore().margin().atLeast(0), within(1e-9));
    assertThat(swapped.finalScore().home().atLeast(2))
        .isCloseTo(outlook.finalScore().away().atLeast(2), within(1e-9));
    assertThat(swapped.nextScore().orElseThrow().home())
        .isCloseTo(outlook.nextScore().orElseThrow().away(), within(1e-9));
    assertThat(MODEL.neutral().home()).isEqualTo(MODEL.neutral().away());
  }

  private static GameState swap(GameState state) {
    Situation situation = state.situation();
    return GameState.of(
        state.status(),
        state.period(),
        state.periodType(),
        state.secondsRemaining(),
        state.secondsElapsed(),
        state.awayScore(),
        state.homeScore(),
        state.periodScores().stream()
            .map(score -> new PeriodScore(score.period(), score.away(), score.home()))
            .toList(),
        Situation.cards(situation.awayReds(), situation.homeReds(), situation.addedSeconds()));
  }

  /** The later, the fewer goals to come; whatever the feed's clock does. */
  @Property(tries = 200)
  void goalsLeftFallWithTheClock(
      @ForAll @DoubleRange(max = 4000) double seconds,
      @ForAll @DoubleRange(min = 1, max = 600) double later,
      @ForAll @DoubleRange(max = 900) double announced,
      @ForAll boolean secondHalf) {
    Situation situation = Situation.cards(0, 0, announced);
    int period = secondHalf ? 2 : 1;
    double before = left(period, seconds, situation);
    double after = left(period, seconds + later, situation);

    assertThat(after).isLessThanOrEqualTo(before).isPositive();
  }

  private static double left(int period, double seconds, Situation situation) {
    return GoalsLeft.of(Matches.CONSTANTS, Matches.live(period, seconds / 60, 0, 0, situation))
        .both();
  }

  @Property(tries = 60)
  void bothMainLinesAreEvenMoney(
      @ForAll @DoubleRange(min = -1.5, max = 1.5) double spread,
      @ForAll @DoubleRange(min = 2, max = 5) double total) {
    double homeSpread = Math.round(spread * 4) / 4.0;
    double line = Math.round(total * 4) / 4.0;

    Strengths strengths = MODEL.ofLines(homeSpread, line);

    ScoreDistribution score = Matches.outlook(strengths, GameState.notStarted()).finalScore();
    assertThat(strengths.known()).isTrue();
    assertThat(LineParts.over(-homeSpread, score.margin()).probability())
        .isCloseTo(0.5, within(1e-6));
    assertThat(LineParts.over(line, score.total()).probability()).isCloseTo(0.5, within(1e-6));
  }

  @Provide
  Arbitrary<Strengths> strengths() {
    return Combinators.combine(
            Arbitraries.doubles().between(0.01, 30),
            Arbitraries.doubles().between(0.01, 30),
            Arbitraries.of(true, false))
        .as(Strengths::new);
  }

  @Provide
  Arbitrary<GameState> states() {
    Arbitrary<Integer> goals =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(8, Arbitraries.integers().between(0, 6)),
            net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(-3, 60)));
    Arbitrary<Double> seconds = Arbitraries.doubles().between(-100, 9000);
    Arbitrary<Situation> situations =
        Combinators.combine(
                Arbitraries.integers().between(-1, 12),
                Arbitraries.integers().between(-1, 12),
                Arbitraries.doubles().between(-60, 90000))
            .as(Situation::cards);
    Arbitrary<List<PeriodScore>> scores =
        Combinators.combine(
                Arbitraries.integers().between(0, 4),
                Arbitraries.integers().between(-1, 9),
                Arbitraries.integers().between(-1, 9))
            .as(PeriodScore::new)
            .list()
            .ofMaxSize(3);
    return Combinators.combine(
            Arbitraries.of(EventStatus.class),
            Arbitraries.integers().between(-1, 5),
            seconds,
            seconds,
            goals,
            goals,
            scores,
            situations)
        .as(
            (status, period, remaining, elapsed, home, away, halves, situation) ->
                GameState.of(
                    status,
                    period,
                    PeriodType.REG,
                    remaining,
                    elapsed,
                    home,
                    away,
                    halves,
                    situation));
  }
}
