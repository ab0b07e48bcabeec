package io.oddsupdate.pricing.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

class NormalTest {
  private static final NormalDistribution ORACLE = new NormalDistribution(0, 1);

  @Test
  void agreesWithAnIndependentNormalDistribution() {
    for (double x = -38; x <= 38; x += 0.013) {
      assertThat(Normal.cdf(x))
          .as("cdf(%s)", x)
          .isCloseTo(ORACLE.cumulativeProbability(x), within(2e-15));
    }
  }

  @Test
  void isZeroAndOneFarOut() {
    assertThat(Normal.cdf(Double.NEGATIVE_INFINITY)).isEqualTo(0);
    assertThat(Normal.cdf(Double.POSITIVE_INFINITY)).isEqualTo(1);
  }

  @Test
  void massesOfWholeNumbersSumToOne() {
    double[] masses = Normal.masses(3.7, 2.2, -20, 50, true);

    assertThat(Arrays.stream(masses).sum()).isCloseTo(1, within(1e-12));
    assertThat(masses[24])
        .isCloseTo(ORACLE.probability((3.5 - 3.7) / 2.2, (4.5 - 3.7) / 2.2), within(1e-14));
  }
}
