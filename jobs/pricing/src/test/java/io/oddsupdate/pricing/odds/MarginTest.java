package io.oddsupdate.pricing.odds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MarginTest {
  @Provide
  Arbitrary<double[]> chances() {
    return Arbitraries.doubles()
        .between(-5, 0)
        .map(exponent -> Math.pow(10, exponent))
        .array(double[].class)
        .ofMinSize(2)
        .ofMaxSize(30)
        .map(
            weights -> {
              double sum = Arrays.stream(weights).sum();
              return Arrays.stream(weights).map(weight -> weight / sum).toArray();
            });
  }

  @Property(tries = 3000)
  void reachesTheTargetOverround(
      @ForAll("chances") double[] chances,
      @ForAll @DoubleRange(max = 0.5) @Scale(4) double margin,
      @ForAll MarginMethod method) {
    double[] booked = Margin.book(method, chances, margin);

    double within = Arrays.stream(chances).map(p -> Math.min(1 - 1e-6, Math.max(1e-6, p))).sum();
    assertThat(Arrays.stream(booked).sum()).isCloseTo((1 + margin) * within, within(1e-12));
    for (int i = 0; i < booked.length; i++) {
      assertThat(booked[i]).isGreaterThanOrEqualTo(chances[i] - 1e-5).isLessThan(1);
    }
  }

  @Property(tries = 1000)
  void isWhatDevigTakesOut(
      @ForAll("chances") double[] chances,
      @ForAll @DoubleRange(min = 0.001, max = 0.3) @Scale(3) double margin,
      @ForAll MarginMethod method) {
    double[] booked = Margin.book(method, chances, margin);
    List<Double> odds = new ArrayList<>();
    for (double each : booked) {
      odds.add(1 / each);
    }

    Devigged fair =
        Devig.devig(
            switch (method) {
              case POWER -> DevigMethod.POWER;
              case ODDS_RATIO -> DevigMethod.ODDS_RATIO;
            },
            odds);

    for (int i = 0; i < chances.length; i++) {
      assertThat(fair.probabilities().get(i)).isCloseTo(chances[i], within(2e-6));
    }
  }

  @ParameterizedTest
  @EnumSource(MarginMethod.class)
  void chargesALongShotMore(MarginMethod method) {
    double[] booked = Margin.book(method, new double[] {0.7, 0.25, 0.05}, 0.06);

    assertThat(booked[2] / 0.05).isGreaterThan(booked[1] / 0.25);
    assertThat(booked[1] / 0.25).isGreaterThan(booked[0] / 0.7);
  }

  @ParameterizedTest
  @EnumSource(MarginMethod.class)
  void keepsMarketsWithSeveralWinnersInProportion(MarginMethod method) {
    // Given a double chance: two of its three outcomes win
    double[] booked = Margin.book(method, new double[] {0.8, 0.65, 0.55}, 0.05);

    assertThat(Arrays.stream(booked).sum()).isCloseTo(2 * 1.05, within(1e-12));
    assertThat(Arrays.stream(booked).max().orElseThrow()).isLessThan(1);
  }

  @ParameterizedTest
  @EnumSource(MarginMethod.class)
  void refusesWhatNoMarketCanBook(MarginMethod method) {
    assertThatThrownBy(() -> Margin.book(method, new double[] {0.5, 0.5}, -0.01))
        .hasMessageContaining("margin");
    assertThatThrownBy(() -> Margin.book(method, new double[] {0.5, 0.5}, 1))
        .hasMessageContaining("margin");
    assertThatThrownBy(() -> Margin.book(method, new double[] {0.5, Double.NaN}, 0.05))
        .hasMessageContaining("chances[1]");
  }

  @Test
  void leavesChancesAloneWithoutAMargin() {
    for (MarginMethod method : MarginMethod.values()) {
      assertThat(Margin.book(method, new double[] {0.3, 0.7}, 0)).containsExactly(0.3, 0.7);
    }
  }

  @Test
  void roundsPricesAgainstTheCustomer() {
    assertThat(DecimalOdds.price(1 / 1.999, 1000)).isEqualTo(19_900);
    assertThat(DecimalOdds.price(1 / 2.0, 1000)).isEqualTo(20_000);
    assertThat(DecimalOdds.price(1 / 1.15, 1000)).isEqualTo(11_500);
    assertThat(DecimalOdds.price(1e-6, 500)).isEqualTo(5_000_000);
    assertThat(DecimalOdds.price(0.9999, 500)).isEqualTo(DecimalOdds.STAKE);
    for (int hundredths = 101; hundredths <= 100_000; hundredths++) {
      assertThat(DecimalOdds.price(1 / (hundredths / 100.0), 1000)).isEqualTo(hundredths * 100L);
    }
  }
}
