package io.oddsupdate.pricing.odds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.oddsupdate.pricing.odds.Devigged.Fallback;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DevigTest {
  /** From next to certain to one in a million, two to thirty outcomes. */
  @Provide
  Arbitrary<List<Double>> odds() {
    return Arbitraries.doubles()
        .between(-7, 6)
        .map(exponent -> 1 + Math.pow(10, exponent))
        .list()
        .ofMinSize(2)
        .ofMaxSize(30);
  }

  @Property(tries = 3000)
  void givesADistributionInTheOrderOfTheOdds(
      @ForAll("odds") List<Double> odds, @ForAll DevigMethod method) {
    Devigged fair = Devig.devig(method, odds);

    double sum = 0;
    for (int i = 0; i < odds.size(); i++) {
      double p = fair.probabilities().get(i);
      sum += p;
      assertThat(p).isBetween(0.0, 1.0);
      for (int j = 0; j < i; j++) {
        if (odds.get(j) < odds.get(i)) {
          assertThat(fair.probabilities().get(j)).isGreaterThanOrEqualTo(p);
        }
      }
    }
    assertThat(sum).isCloseTo(1, within(1e-12));
    assertThat(fair.overround())
        .isCloseTo(odds.stream().mapToDouble(o -> 1 / o).sum(), within(1e-9));
  }

  @Property(tries = 2000)
  void solvesEachEquation(@ForAll("odds") List<Double> odds, @ForAll DevigMethod method) {
    Devigged fair = Devig.devig(method, odds);
    if (fair.parameter().isEmpty()) {
      return;
    }
    double parameter = fair.parameter().getAsDouble();
    double sum = 0;
    for (int i = 0; i < odds.size(); i++) {
      double booked = 1 / odds.get(i);
      double p =
          switch (fair.used()) {
            case POWER -> Math.pow(booked, parameter);
            case ODDS_RATIO -> booked / (parameter + booked - parameter * booked);
            case SHIN ->
                (Math.sqrt(
                            parameter * parameter
                                + 4 * (1 - parameter) * booked * booked / fair.overround())
                        - parameter)
                    / (2 * (1 - parameter));
            case MULTIPLICATIVE, ADDITIVE -> throw new AssertionError("they have no parameter");
          };
      sum += p;
      assertThat(fair.probabilities().get(i)).isCloseTo(p, within(1e-8));
    }
    assertThat(sum).isCloseTo(1, within(1e-7));
  }

  @Property
  void shinOfTwoOutcomesIsAdditive(@ForAll("odds") List<Double> odds) {
    List<Double> two = odds.subList(0, 2);
    Devigged shin = Devig.devig(DevigMethod.SHIN, two);
    Devigged additive = Devig.devig(DevigMethod.ADDITIVE, two);
    if (additive.fallback().isPresent()) {
      return;
    }
    assertThat(shin.probabilities().get(0))
        .isCloseTo(additive.probabilities().get(0), within(1e-12));
  }

  @ParameterizedTest
  @EnumSource(DevigMethod.class)
  void divideEvenlyWhereThereIsNoMargin(DevigMethod method) {
    // Given an exchange's odds that book less than everything
    List<Double> odds = List.of(2.1, 4.0, 4.5);

    Devigged fair = Devig.devig(method, odds);

    assertThat(fair.fallback()).contains(Fallback.NO_MARGIN);
    assertThat(fair.used()).isEqualTo(DevigMethod.MULTIPLICATIVE);
    assertThat(fair.parameter()).isEmpty();
    assertThat(fair.probabilities())
        .isEqualTo(Devig.devig(DevigMethod.MULTIPLICATIVE, odds).probabilities());
  }

  @ParameterizedTest
  @EnumSource(DevigMethod.class)
  void stayInBoundsAtTheExtremes(DevigMethod method) {
    for (List<Double> odds :
        List.of(
            List.of(1.0000001, 1.0000001),
            List.of(1.0000001, 1e6),
            List.of(1e6, 1.0000001, 1.0000001),
            Collections.nCopies(30, 1.0000001),
            Collections.nCopies(30, 29.9),
            List.of(2.0, 2.0 - 1e-15),
            List.of(1 + 0x1p-52, 1e300))) {
      Devigged fair = Devig.devig(method, odds);
      assertThat(fair.probabilities()).as("%s %s", method, odds).allMatch(p -> p >= 0 && p <= 1);
      assertThat(fair.probabilities().stream().mapToDouble(p -> p).sum())
          .isCloseTo(1, within(1e-12));
      fair.parameter().ifPresent(each -> assertThat(each).isFinite());
    }
  }

  @Test
  void namesTheOddsThatNoMarketHas() {
    assertRefused(List.of(), "odds_count", "odds");
    assertRefused(List.of(1.98), "odds_count", "odds");
    assertRefused(Collections.nCopies(1001, 3.0), "odds_count", "odds");
    assertRefused(List.of(0.9, 0.1), "odds_not_above_1", "odds[0]");
    assertRefused(List.of(2.0, 1.0), "odds_not_above_1", "odds[1]");
    assertRefused(List.of(2.0, -3.0), "odds_not_above_1", "odds[1]");
    assertRefused(List.of(2.0, 3.0, Double.NaN), "odds_not_above_1", "odds[2]");
    assertRefused(List.of(Double.POSITIVE_INFINITY, 3.0), "odds_not_above_1", "odds[0]");
  }

  private static void assertRefused(List<Double> odds, String code, String field) {
    for (DevigMethod method : DevigMethod.values()) {
      assertThatThrownBy(() -> Devig.devig(method, odds))
          .isInstanceOfSatisfying(
              RefusedOddsException.class,
              refused -> {
                assertThat(refused.code()).isEqualTo(code);
                assertThat(refused.field()).isEqualTo(field);
              });
    }
  }

  @Test
  void namesTheMethodsThatThereAre() {
    assertThat(DevigMethod.of("odds_ratio")).isEqualTo(DevigMethod.ODDS_RATIO);
    assertThatThrownBy(() -> DevigMethod.of("sin"))
        .hasMessage(
            "method must be one of multiplicative, additive, power, shin, odds_ratio, got sin");
  }

  @Test
  void chargesLongShotsAsEachMethodMeansTo() {
    // Given a favourite and a long shot of one market
    List<Double> odds = List.of(1.2, 3.4, 15.0);
    List<Double> longShot = new ArrayList<>();
    for (DevigMethod method :
        List.of(
            DevigMethod.MULTIPLICATIVE,
            DevigMethod.ODDS_RATIO,
            DevigMethod.SHIN,
            DevigMethod.ADDITIVE)) {
      longShot.add(Devig.devig(method, odds).probabilities().get(2));
    }

    // Then multiplicative leaves it the most, additive the least
    assertThat(longShot).isSortedAccordingTo(Collections.reverseOrder());
  }
}
