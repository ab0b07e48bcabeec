package io.oddsupdate.quant.price;

import static io.oddsupdate.quant.price.PriceOperationTest.price;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlayerRequestTest {
  @Test
  void pricesWhatAPlayerCounts() {
    JsonNode start =
        price(
            "nba", "{'neutral':true}", "", "{'market':'player_points','line':24.5,'expected':25}");
    String late = "{'period':4,'seconds_remaining':60,'score':{'home':99,'away':98}}";
    JsonNode close =
        price(
            "nba",
            "{'neutral':true}",
            late,
            "{'market':'player_points','line':24.5,'expected':25,'counted':24,'team':'away'},"
                + "{'market':'player_points','line':24.5,'expected':25,'counted':25}");

    double over =
        Asked.outcome(start.path("markets").get(0), "over").path("probability").asDouble();
    assertThat(over).isBetween(0.4, 0.6);
    assertThat(Asked.outcome(close.path("markets").get(0), "over").path("probability").asDouble())
        .isBetween(0.2, 0.7);
    assertThat(Asked.outcome(close.path("markets").get(1), "over").path("probability").asDouble())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'market':'player_points','line':24.5} | missing_field | markets[0].expected",
        "{'market':'player_points','line':24.5,'expected':-1} | out_of_range"
            + " | markets[0].expected",
        "{'market':'player_points','line':24.5,'expected':9,'team':'us'} | unknown_value"
            + " | markets[0].team",
        "{'market':'winner','expected':9} | unknown_field | markets[0].expected",
      })
  void saysWhatIsWrongWithAPlayer(String market, String code, String field) {
    JsonNode error = price("nba", "{'neutral':true}", "", market).path("error");

    assertThat(error.path("code").asText()).isEqualTo(code);
    assertThat(error.path("field").asText()).isEqualTo(field);
  }
}
