package io.oddsupdate.quant.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class OddsOperationsTest {
  @Test
  void takesTheMarginOut() {
    JsonNode shin = Asked.one("{'op':'devig','method':'shin','odds':[2.6,2.4,4.3]}");

    assertThat(shin.path("probabilities").path(0).asDouble())
        .isCloseTo(0.37299406033208965, within(1e-7));
    assertThat(shin.path("overround").asDouble())
        .isCloseTo(1 / 2.6 + 1 / 2.4 + 1 / 4.3, within(1e-15));
    assertThat(shin.path("parameter").asDouble()).isCloseTo(0.01694251276407055, within(1e-7));
    assertThat(shin.path("flag").isNull()).isTrue();
  }

  @Test
  void saysOfWhichMethodTheProbabilitiesAre() {
    for (String method : new String[] {"multiplicative", "additive"}) {
      JsonNode answer = Asked.one("{'op':'devig','method':'" + method + "','odds':[2.6,2.4,4.3]}");
      assertThat(answer.path("parameter").isNull()).isTrue();
      assertThat(answer.path("method").asText()).isEqualTo(method);
    }
    JsonNode arbitrage = Asked.one("{'op':'devig','method':'power','odds':[2.2,2.2]}");
    assertThat(arbitrage.path("flag").asText()).isEqualTo("no_margin");
    assertThat(arbitrage.path("method").asText()).isEqualTo("multiplicative");
    assertThat(arbitrage.path("parameter").isNull()).isTrue();

    JsonNode negative =
        Asked.one("{'op':'devig','method':'additive','odds':[1.15,5,10,20,50,100]}");
    assertThat(negative.path("flag").asText()).isEqualTo("negative_probability");
    negative.path("probabilities").forEach(p -> assertThat(p.asDouble()).isPositive());
  }

  @Test
  void convertsFromEveryFormat() {
    JsonNode decimal = Asked.one("{'op':'convert','decimal':1.48}");
    assertThat(decimal.path("american").asInt()).isEqualTo(-209);
    assertThat(decimal.path("decimal").asDouble()).isEqualTo(1.48);
    assertThat(decimal.path("fractional").asText()).isEqualTo("12/25");
    assertThat(decimal.path("fractional_ladder").asText()).isEqualTo("40/85");
    assertThat(decimal.path("betfair").asDouble()).isEqualTo(1.48);

    JsonNode american = Asked.one("{'op':'convert','american':-150}");
    assertThat(american.path("decimal").asDouble()).isCloseTo(5 / 3.0, within(1e-15));
    assertThat(american.path("fractional").asText()).isEqualTo("4/6");
    assertThat(american.path("american").asInt()).isEqualTo(-150);

    JsonNode fractional = Asked.one("{'op':'convert','fractional':'100/30'}");
    assertThat(fractional.path("decimal").asDouble()).isCloseTo(13 / 3.0, within(1e-15));
    assertThat(fractional.path("fractional").asText()).isEqualTo("100/30");
    assertThat(fractional.path("american").asInt()).isEqualTo(333);

    JsonNode tiny = Asked.one("{'op':'convert','decimal':1.0005}");
    assertThat(tiny.path("fractional_ladder").isNull()).isTrue();
    assertThat(tiny.path("betfair").isNull()).isTrue();
  }

  @Test
  void americanOddsMayBeWrittenWithTheirSign() {
    assertThat(Asked.one("{'op':'convert','american':'+150'}").path("decimal").asDouble())
        .isEqualTo(2.5);
    assertThat(Asked.one("{'op':'convert','american':'1.5'}").path("error").path("field").asText())
        .isEqualTo("american");
  }
}
