package io.oddsupdate.pricing.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.oddsupdate.pricing.Games;
import io.oddsupdate.pricing.game.GameState;
import java.util.function.IntToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class FinalScorePropertyTest {
  private static final PointsConstants CONSTANTS = PointsConstants.of(Games.MODEL.constants());

  @Property(tries = 300)
  void everyChanceIsOneAndFallsWithTheNumber(
      @ForAll @IntRange(max = 8) int period,
      @ForAll @DoubleRange(max = 720) double seconds,
      @ForAll @IntRange(max = 160) int home,
      @ForAll @IntRange(max = 160) int away,
      @ForAll @DoubleRange(min = -100, max = 100) double spread,
      @ForAll @DoubleRange(min = 1, max = 1000) double total) {
    FinalScore score = of(period, seconds, home, away, spread, total);

    falls(score::marginAtLeast, -300);
    falls(score::totalAtLeast, 0);
    falls(score::homeAtLeast, 0);
    falls(score::awayAtLeast, 0);
    assertThat(score.expectedShareLeft()).isFinite().isNotNegative();
  }

  @Property(tries = 100)
  void marginAndTeamsAndTotalAreOneDistribution(
      @ForAll @IntRange(max = 6) int period,
      @ForAll @DoubleRange(max = 720) double seconds,
      @ForAll @IntRange(max = 130) int home,
      @ForAll @IntRange(max = 130) int away,
      @ForAll @DoubleRange(min = -15, max = 15) double spread,
      @ForAll @DoubleRange(min = 180, max = 260) double total) {
    FinalScore score = of(period, seconds, home, away, spread, total);

    double homePoints = mean(score::homeAtLeast, 0);
    double awayPoints = mean(score::awayAtLeast, 0);

    // The least chance of anything that is open, some hundred times, is all that may differ.
    assertThat(homePoints + awayPoints).isCloseTo(mean(score::totalAtLeast, 0), within(2e-3));
    assertThat(homePoints - awayPoints).isCloseTo(mean(score::marginAtLeast, -400), within(2e-3));
  }

  /** The joint distribution, summed cell by cell from its definition. */
  @Property(tries = 20)
  void agreesWithTheSumOverEveryFinalScore(
      @ForAll @IntRange(min = 1, max = 4) int period,
      @ForAll @DoubleRange(min = 1, max = 720) double seconds,
      @ForAll @IntRange(max = 60) int home,
      @ForAll @IntRange(max = 60) int away,
      @ForAll @IntRange(min = 1, max = 60) int more) {
    GameState state = Games.live(period, seconds, home, away);
    double f = TimeLeft.of(state, CONSTANTS).share();
    double share = CONSTANTS.overtimeShare();
    int lead = home - away;
    double[][] cells = new double[500][500];
    double mu = 4.5;
    double again = mass(0, share * mu, 11.7 * Math.sqrt(share));
    double pace = 221.5 / (1 + mass(0, mu, 11.7) * share / (1 - again));
    for (int margin = lead - 120; margin <= lead + 120; margin++) {
      if (margin != 0) {
        double mass = mass(margin, lead + f * mu, 11.7 * Math.sqrt(f));
        spread(cells, mass, margin, lead, Math.abs(margin - lead), pace, f);
      }
    }
    double tie = mass(0, lead + f * mu, 11.7 * Math.sqrt(f));
    for (int margin = -60; margin <= 60; margin++) {
      if (margin != 0) {
        double mass = tie * mass(margin, share * mu, 11.7 * Math.sqrt(share)) / (1 - again);
        int fewest = Math.abs(lead) + Math.abs(margin);
        spread(cells, mass, margin, lead, fewest, pace, f, share, again);
      }
    }
    double homeMore = 0;
    double totalMore = 0;
    for (int x = 0; x < 500; x++) {
      for (int y = 0; y < 500; y++) {
        homeMore += x >= more ? cells[x][y] : 0;
        totalMore += x + y >= more ? cells[x][y] : 0;
      }
    }
    FinalScore score = FinalScore.of(-4.5, 221.5, CONSTANTS, state);
    assertThat(score.homeAtLeast(home + more)).isCloseTo(homeMore, within(2e-6));
    assertThat(score.totalAtLeast(home + away + more)).isCloseTo(totalMore, within(2e-6));
  }

  /** Spreads a margin's mass over the points to come, with up to three overtimes where given. */
  private static void spread(
      double[][] cells,
      double mass,
      int margin,
      int lead,
      int fewest,
      double pace,
      double f,
      double... extra) {
    double[] weight = new double[460];
    double all = 0;
    for (int u = fewest; u < weight.length; u += 2) {
      if (extra.length == 0) {
        weight[u] = mass(u, f * pace, 17.3 * Math.sqrt(f));
      } else {
        for (int n = 1; n <= 3; n++) {
          double g = f + n * extra[0];
          weight[u] += Math.pow(extra[1], n - 1) * mass(u, g * pace, 17.3 * Math.sqrt(g));
        }
      }
      all += weight[u];
    }
    for (int u = fewest; u < weight.length; u += 2) {
      double part = all > 0 ? weight[u] / all : u == fewest ? 1 : 0;
      cells[(u + margin - lead) / 2][(u - margin + lead) / 2] += mass * part;
    }
  }

  private static double mass(int value, double mean, double sd) {
    return Normal.cdf((value + 0.5 - mean) / sd) - Normal.cdf((value - 0.5 - mean) / sd);
  }

  private static FinalScore of(
      int period, double seconds, int home, int away, double spread, double total) {
    return FinalScore.of(spread, total, CONSTANTS, Games.live(period, seconds, home, away));
  }

  private static void falls(IntToDoubleFunction atLeast, int from) {
    double before = 1;
    for (int number = from; number <= from + 2000; number++) {
      double chance = atLeast.applyAsDouble(number);
      assertThat(chance).isBetween(0.0, before);
      before = chance;
    }
  }

  private static double mean(IntToDoubleFunction atLeast, int least) {
    double mean = least;
    for (int number = least + 1; number <= least + 1000; number++) {
      double chance = atLeast.applyAsDouble(number);
      mean += chance <= Chances.LEAST ? 0 : chance >= 1 - Chances.LEAST ? 1 : chance;
    }
    return mean;
  }
}
