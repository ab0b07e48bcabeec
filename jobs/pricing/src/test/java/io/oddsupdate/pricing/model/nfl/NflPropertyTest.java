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
import io.oddsupdate.pricing.model.Strengths;
import io.oddsupdate.pricing.reference.Side;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class NflPropertyTest {
  private static final LeagueModel MODEL = ShippedModels.model("nfl-2026.2");

  private static GameState state(
      int period, double seconds, int home, int away, Situation situation) {
    PeriodType type = period > 4 ? PeriodType.OT : PeriodType.REG;
    return GameState.of(
        EventStatus.LIVE, period, type, seconds, 0, home, away, List.of(), situation);
  }

  @Property(tries = 200)
  void everyReachableStateHasOneDistribution(
      @ForAll @IntRange(max = 6) int period,
      @ForAll @DoubleRange(max = 900) double seconds,
      @ForAll @IntRange(max = 50) int home,
      @ForAll @IntRange(max = 50) int away,
      @ForAll @DoubleRange(min = -18, max = 18) double margin,
      @ForAll @DoubleRange(min = 32, max = 60) double total,
      @ForAll Side ball,
      @ForAll @IntRange(max = 4) int down,
      @ForAll @IntRange(max = 99) int yards,
      @ForAll boolean known,
      @ForAll boolean playoff) {
    Strengths strengths = new Strengths((total + margin) / 2, (total - margin) / 2, known);
    Outlook outlook =
        MODEL
            .prepare(new Fixture(strengths, playoff))
            .outlook(
                state(period, seconds, home, away, Situation.scrimmage(ball, down, 10, yards)));

    Coherence.check(outlook.finalScore(), home, away, 130);
    if (period <= 4) {
      Coherence.check(outlook.regulation(), home, away, 130);
    }
    assertThat(outlook.shareLeft(Side.HOME)).isBetween(0.0, 1.3);
    if (playoff) {
      assertThat(outlook.finalScore().margin().exactly(0)).isLessThan(1e-9);
    }
  }

  @Property(tries = 100)
  void swappingTheTeamsSwapsThePrices(
      @ForAll @IntRange(min = 1, max = 5) int period,
      @ForAll @DoubleRange(max = 900) double seconds,
      @ForAll @IntRange(max = 40) int home,
      @ForAll @IntRange(max = 40) int away,
      @ForAll @DoubleRange(min = -12, max = 12) double margin) {
    ScoreDistribution score =
        MODEL
            .prepare(new Fixture(new Strengths(22 + margin, 22, true), false))
            .outlook(state(period, seconds, home, away, Situation.NONE))
            .finalScore();
    ScoreDistribution swapped =
        MODEL
            .prepare(new Fixture(new Strengths(22, 22 + margin, true), false))
            .outlook(state(period, seconds, away, home, Situation.NONE))
            .finalScore();

    for (int more = -14; more <= 28; more++) {
      assertThat(score.home().atLeast(home + more))
          .isCloseTo(swapped.away().atLeast(home + more), within(1e-9));
      assertThat(score.margin().atLeast(more))
          .isCloseTo(1 - swapped.margin().atLeast(1 - more), within(1e-9));
    }
  }

  @Property(tries = 300)
  void anImpossibleStateStillHasADistribution(
      @ForAll EventStatus status,
      @ForAll int period,
      @ForAll PeriodType type,
      @ForAll double seconds,
      @ForAll int home,
      @ForAll int away,
      @ForAll Side ball,
      @ForAll int down,
      @ForAll int distance,
      @ForAll int yards,
      @ForAll @IntRange(min = -3, max = 9) int first,
      @ForAll @IntRange(min = -3, max = 9) int last) {
    List<PeriodScore> periods = List.of(new PeriodScore(1, home / 2, away / 2));
    Situation situation = Situation.scrimmage(ball, down, distance, yards);
    Outlook outlook =
        MODEL
            .prepare(new Fixture(MODEL.average(), false))
            .outlook(
                GameState.of(status, period, type, seconds, 0, home, away, periods, situation));

    numbers(outlook.finalScore());
    numbers(outlook.regulation());
    outlook.periods(first, last).ifPresent(NflPropertyTest::numbers);
    assertThat(outlook.shareLeft(Side.AWAY)).isBetween(0.0, 1.3);
  }

  private static void numbers(ScoreDistribution score) {
    for (int n : new int[] {-1_000_000, -3, 0, 1, 24, 47, 2_000_000}) {
      assertThat(score.margin().atLeast(n)).isBetween(0.0, 1.0);
      if (!score.tellsPoints()) {
        continue;
      }
      assertThat(score.total().atLeast(n)).isBetween(0.0, 1.0);
      assertThat(score.home().atLeast(n)).isBetween(0.0, 1.0);
      assertThat(score.away().atLeast(n)).isBetween(0.0, 1.0);
      assertThat(score.exactly(n, 20)).isBetween(0.0, 1.0);
    }
    if (score.tellsPoints()) {
      assertThat(score.bothScore()).isBetween(0.0, 1.0);
    }
  }
}
