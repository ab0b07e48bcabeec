package io.oddsupdate.pricing.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class PowerMarginTest {
  @Property
  void reachesTheTargetOverround(
      @ForAll @DoubleRange(min = 1e-6, max = 0.999999) @Scale(6) double p,
      @ForAll @DoubleRange(max = 0.5) double margin) {
    double power = PowerMargin.power(new double[] {p, 1 - p}, 1 + margin);

    assertThat(power).isBetween(0.0, 1.0 + 1e-9);
    assertThat(Math.pow(p, power) + Math.pow(1 - p, power)).isCloseTo(1 + margin, within(1e-10));
  }

  @Test
  void chargesALongShotMore() {
    double power = PowerMargin.power(new double[] {0.1, 0.9}, 1.05);

    assertThat(Math.pow(0.1, power) / 0.1).isGreaterThan(Math.pow(0.9, power) / 0.9);
  }
}
