package io.oddsupdate.pricing.reference;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReferenceRefusalTest {
  static Stream<Arguments> refused() {
    return Stream.of(
        refusal("margin_sd", () -> model(0, 17.3, 0.1, 1.9)),
        refusal("total_sd", () -> model(11.7, Double.NaN, 0.1, 1.9)),
        refusal("overtime_share", () -> model(11.7, 17.3, 0, 1.9)),
        refusal("player_points_vmr", () -> model(11.7, 17.3, 0.1, 0.9)),
        refusal("prior home_spread", () -> new Prior(Double.NaN, 220, PriorSource.MARKET)),
        refusal("prior total", () -> new Prior(0, 0, PriorSource.MARKET)),
        refusal("form of a", () -> new PlayerHot("a", 1, Availability.IN, 0)),
        refusal("expected_points of a", () -> new Player("a", "A", Side.HOME, -1)),
        refusal("handicap_step", () -> config(0.3, 0.05, 500)),
        refusal("margin_line", () -> config(2, -0.1, 500)),
        refusal("max_price", () -> config(2, 0.05, 1)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void namesTheFieldThatItRefuses(String field, ThrowingCallable construction) {
    assertThatThrownBy(construction)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(field)
        .hasMessageContaining("must be");
  }

  private static Arguments refusal(String field, ThrowingCallable construction) {
    return Arguments.of(field, construction);
  }

  private static Model model(double marginSd, double totalSd, double share, double vmr) {
    return new Model("m", "v", marginSd, totalSd, share, 2880, 300, vmr);
  }

  private static MarketConfig config(double step, double margin, double maxPrice) {
    return new MarketConfig("c", 1, step, 1, 1, 0, 1, 0.04, margin, 0.07, maxPrice, List.of());
  }
}
