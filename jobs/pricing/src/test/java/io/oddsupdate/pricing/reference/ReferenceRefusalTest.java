package io.oddsupdate.pricing.reference;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oddsupdate.pricing.Games;
import io.oddsupdate.pricing.model.Constants;
import io.oddsupdate.pricing.model.Leagues;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReferenceRefusalTest {
  static Stream<Arguments> refused() {
    return Stream.of(
        refusal("margin_sd", () -> Leagues.of("nba-normal-margin", new Constants(Map.of()))),
        refusal("model_id", () -> Leagues.of("curling", new Constants(Map.of()))),
        refusal("prior home_spread", () -> new Prior(Double.NaN, 220, PriorSource.MARKET)),
        refusal("prior total", () -> new Prior(0, 0, PriorSource.MARKET)),
        refusal("form of a", () -> new PlayerHot("a", 1, Availability.IN, 0)),
        refusal(
            "expected POINTS of a", () -> new Player("a", "A", Side.HOME, Map.of("POINTS", -1.0))),
        refusal("step of market 223", () -> Games.offer(223, 0.05, 1, 0.3)),
        refusal("margin of market 223", () -> Games.offer(223, -0.1, 1, 1)),
        refusal("markets", () -> new MarketConfig("c", List.of(), 500, List.of())),
        refusal("max_price", () -> Games.config("c", 1, List.of())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void namesTheFieldThatItRefuses(String field, ThrowingCallable construction) {
    assertThatThrownBy(construction)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(field)
        .hasMessageMatching(".*(must|is missing).*");
  }

  private static Arguments refusal(String field, ThrowingCallable construction) {
    return Arguments.of(field, construction);
  }
}
