package io.oddsupdate.pricing.player;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.oddsupdate.pricing.model.Chances;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apache.commons.math3.special.Gamma;
import org.junit.jupiter.api.Test;

class RemainingCountTest {
  @Test
  void hasTheMeanAndTheVarianceThatWereAsked() {
    Chances points = RemainingCount.expecting(5, 18.2, 1.9);
    double mean = 5;
    double square = 25;
    for (int k = 6; k < 200; k++) {
      double chance = points.atLeast(k) <= Chances.LEAST ? 0 : points.atLeast(k);
      mean += chance;
      square += (2 * k - 1) * chance;
    }

    assertThat(mean).isCloseTo(23.2, within(1e-4));
    assertThat(square - mean * mean).isCloseTo(18.2 * 1.9, within(0.01));
  }

  @Test
  void isTheNegativeBinomial() {
    double size = 18.2 / 0.9;
    for (int k = 1; k < 40; k++) {
      double mass =
          Math.exp(
              Gamma.logGamma(k + size)
                  - Gamma.logGamma(size)
                  - Gamma.logGamma(k + 1)
                  + size * Math.log(1 / 1.9)
                  + k * Math.log(1 - 1 / 1.9));
      Chances points = RemainingCount.expecting(0, 18.2, 1.9);
      assertThat(points.atLeast(k) - points.atLeast(k + 1)).isCloseTo(mass, within(1e-6));
    }
  }

  @Test
  void isAPoissonWithoutOverdispersion() {
    PoissonDistribution oracle = new PoissonDistribution(4.2);
    for (int k = 1; k < 12; k++) {
      assertThat(RemainingCount.expecting(0, 4.2, 1).atLeast(k))
          .isCloseTo(1 - oracle.cumulativeProbability(k - 1), within(1e-9));
    }
  }

  @Test
  void isCertainOnlyOfWhatIsScoredAndOfWhatCannotCome() {
    assertThat(RemainingCount.expecting(12, 3, 1.9).atLeast(12)).isEqualTo(1);
    assertThat(RemainingCount.expecting(12, 3, 1.9).atLeast(13)).isLessThan(1);
    assertThat(RemainingCount.expecting(12, 3, 1.9).atLeast(90)).isEqualTo(Chances.LEAST);
    assertThat(RemainingCount.certain(12).atLeast(13)).isEqualTo(0);
    assertThat(RemainingCount.expecting(12, 0, 1.9).atLeast(13)).isEqualTo(Chances.LEAST);
    assertThat(RemainingCount.expecting(0, Double.MAX_VALUE, 1.9).atLeast(30))
        .isEqualTo(1 - Chances.LEAST);
  }
}
