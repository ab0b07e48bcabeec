package io.oddsupdate.pricing.model.nba;

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

class NbaPropertyTest {
  private static final LeagueModel MODEL = ShippedModels.model("nba-2026.2");

  private static GameState state(
      EventStatus status, int period, PeriodType type, double seconds, int home, int away) {
    List<PeriodScore> periods = List.of(new PeriodScore(1, home / 2, away / 2));
    return GameState.of(status, period, type, seconds, 0, home, away, periods, Situation.NONE);
  }

  @Property(tries = 200)
  void everyReachableStateHasOneDistribution(
      @ForAll @IntRange(max = 7) int period,
      @ForAll @DoubleRange(max = 720) double seconds,
      @ForAll @IntRange(max = 130) int home,
      @ForAll @IntRange(max = 130) int away,
      @ForAll @DoubleRange(min = -20, max = 20) double margin,
      @ForAll @DoubleRange(min = 170, max = 270) double total,
      @ForAll boolean known) {
    Strengths strengths = new Strengths((total + margin) / 2, (total - margin) / 2, known);
    PeriodType type = period > 4 ? PeriodType.OT : PeriodType.REG;
    Outlook outlook =
        MODEL
            .prepare(new Fixture(strengths, false))
            .outlook(state(EventStatus.LIVE, period, type, seconds, home, away));

    Coherence.check(outlook.finalScore(), home, away, 330);
    if (period <= 4) {
      Coherence.check(outlook.regulation(), home, away, 330);
    }
    assertThat(outlook.shareLeft(Side.HOME)).isBetween(0.0, 1.2);
  }

  @Property(tries = 200)
  void winnerHandicapAndTieAreOneDistribution(
      @ForAll @IntRange(min = 1, max = 4) int period,
      @ForAll @DoubleRange(min = 1, max = 720) double seconds,
      @ForAll @IntRange(max = 130) int home,
      @ForAll @IntRange(max = 130) int away) {
    Outlook outlook =
        MODEL
            .prepare(new Fixture(MODEL.ofLines(-3.5, 225), false))
            .outlook(state(EventStatus.LIVE, period, PeriodType.REG, seconds, home, away));

    double homeWins = outlook.finalScore().margin().atLeast(1);
    double awayWins = 1 - outlook.finalScore().margin().atLeast(0);
    assertThat(homeWins + awayWins).isCloseTo(1, within(1e-9));
    // A tie after regulation is won by somebody
    double regulationHome = outlook.regulation().margin().atLeast(1);
    double level = outlook.regulation().margin().exactly(0);
    assertThat(homeWins).isBetween(regulationHome - 1e-9, regulationHome + level + 1e-9);
  }

  @Property(tries = 100)
  void swappingTheTeamsSwapsThePrices(
      @ForAll @IntRange(min = 1, max = 5) int period,
      @ForAll @DoubleRange(max = 720) double seconds,
      @ForAll @IntRange(max = 130) int home,
      @ForAll @IntRange(max = 130) int away,
      @ForAll @DoubleRange(min = -15, max = 15) double margin) {
    PeriodType type = period > 4 ? PeriodType.OT : PeriodType.REG;
    ScoreDistribution score =
        MODEL
            .prepare(new Fixture(new Strengths(112 + margin, 112, true), false))
            .outlook(state(EventStatus.LIVE, period, type, seconds, home, away))
            .finalScore();
    ScoreDistribution swapped =
        MODEL
            .prepare(new Fixture(new Strengths(112, 112 + margin, true), false))
            .outlook(state(EventStatus.LIVE, period, type, seconds, away, home))
            .finalScore();

    for (int more = -20; more <= 40; more += 5) {
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
      @ForAll @IntRange(min = -3, max = 9) int first,
      @ForAll @IntRange(min = -3, max = 9) int last) {
    Outlook outlook =
        MODEL
            .prepare(new Fixture(MODEL.average(), false))
            .outlook(state(status, period, type, seconds, home, away));

    numbers(outlook.finalScore());
    numbers(outlook.regulation());
    outlook.periods(first, last).ifPresent(NbaPropertyTest::numbers);
    assertThat(outlook.shareLeft(Side.AWAY)).isBetween(0.0, 1.2);
  }

  private static void numbers(ScoreDistribution score) {
    for (int n : new int[] {-1_000_000, -3, 0, 1, 110, 230, 2_000_000}) {
      assertThat(score.margin().atLeast(n)).isBetween(0.0, 1.0);
      if (!score.tellsPoints()) {
        continue;
      }
      assertThat(score.total().atLeast(n)).isBetween(0.0, 1.0);
      assertThat(score.home().atLeast(n)).isBetween(0.0, 1.0);
      assertThat(score.away().atLeast(n)).isBetween(0.0, 1.0);
      assertThat(score.exactly(n, 100)).isBetween(0.0, 1.0);
    }
    if (score.tellsPoints()) {
      assertThat(score.bothScore()).isBetween(0.0, 1.0);
    }
  }
}
