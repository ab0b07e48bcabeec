package io.oddsupdate.pricing.player;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.oddsupdate.pricing.model.Chances;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PlayerRateTest {
  private static final StatConstants POINTS = new StatConstants(1.9, 0.03, 1, 0);
  private static final StatConstants PITCHER = new StatConstants(1, 0.02, 0.6, 0.12);

  @Test
  void aCountWithoutOverdispersionIsThePoissonThatIsPublished() {
    Chances goals = PlayerRate.rest(0, 0.85, 1, StatConstants.POISSON);

    assertThat(goals.exactly(0)).isCloseTo(0.427, within(1e-3));
    assertThat(goals.exactly(1)).isCloseTo(0.363, within(1e-3));
    assertThat(goals.exactly(2)).isCloseTo(0.154, within(1e-3));
    assertThat(goals.atLeast(3)).isCloseTo(0.056, within(2e-3));
  }

  @Test
  void variesByGameAndWithinIt() {
    Chances points = PlayerRate.rest(0, 25, 1, POINTS);

    assertThat(mean(points)).isCloseTo(25, within(1e-6));
    assertThat(variance(points)).isCloseTo(1.9 * 25 + 0.03 * 625, within(1e-3));
  }

  @Test
  void whoHasScoredMuchIsExpectedToGoOn() {
    double usual = mean(PlayerRate.rest(13, 26, 0.5, POINTS)) - 13;
    double hot = mean(PlayerRate.rest(24, 26, 0.5, POINTS)) - 24;
    double cold = mean(PlayerRate.rest(3, 26, 0.5, POINTS)) - 3;

    assertThat(usual).isCloseTo(13, within(1e-6));
    assertThat(hot).isBetween(usual, 1.3 * usual);
    assertThat(cold).isBetween(0.7 * usual, usual);
  }

  @Test
  void aPitcherWhoWillBeReplacedHasLessLeftThanTheGame() {
    double atTheStart = mean(PlayerRate.rest(0, 6, 1, PITCHER));
    double halfWay = mean(PlayerRate.rest(3, 6, 0.5, PITCHER)) - 3;
    double late = mean(PlayerRate.rest(5, 6, 0.2, PITCHER)) - 5;

    assertThat(atTheStart).isCloseTo(6, within(0.01));
    assertThat(halfWay).isBetween(0.5, 2.0);
    assertThat(late).isBetween(0.0, 0.8);
  }

  @Property(tries = 300)
  void fallsWithTheNumberAndKnowsWhatIsCounted(
      @ForAll @IntRange(max = 60) int counted,
      @ForAll @DoubleRange(max = 60) double expected,
      @ForAll @DoubleRange(max = 1.3) double left,
      @ForAll @DoubleRange(min = 1, max = 20) double within,
      @ForAll @DoubleRange(max = 0.3) double between) {
    Chances chances =
        PlayerRate.rest(counted, expected, left, new StatConstants(within, between, 1, 0));
    double before = 1;
    for (int number = 0; number < counted + 300; number++) {
      double chance = chances.atLeast(number);
      assertThat(chance).isBetween(0.0, before);
      assertThat(chance == 1).isEqualTo(number <= counted);
      before = chance;
    }
  }

  private static double mean(Chances chances) {
    double mean = 0;
    for (int number = 1; number < 400; number++) {
      mean += chances.atLeast(number) <= Chances.LEAST ? 0 : chances.atLeast(number);
    }
    return mean;
  }

  private static double variance(Chances chances) {
    double square = 0;
    for (int number = 1; number < 400; number++) {
      square +=
          (2 * number - 1)
              * (chances.atLeast(number) <= Chances.LEAST ? 0 : chances.atLeast(number));
    }
    return square - mean(chances) * mean(chances);
  }
}
