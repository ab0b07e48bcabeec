package io.oddsupdate.quant.price;

import static io.oddsupdate.quant.price.PriceOperationTest.price;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is known of a game that is under way, and what is not. */
class PriceStateTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nba | 'period':5,'seconds_remaining':60,'score':{'home':106,'away':100}",
        "nba | 'status':'ended','period':5,'score':{'home':110,'away':104}",
        "nfl | 'period':5,'seconds_remaining':300,'score':{'home':23,'away':20}",
        "nfl | 'status':'ended','period':5,'score':{'home':23,'away':20}",
        "nhl | 'status':'ended','period':4,'score':{'home':3,'away':2}",
        "mlb | 'inning':10,'half':'bottom','score':{'home':3,'away':4}",
      })
  void aGameThatWentOnWasLevelAfterRegulation(String league, String state) {
    JsonNode priced = price(league, "{'neutral':true}", "{" + state + "}", "{'market':'1x2'}");

    assertThat(Asked.outcome(priced.path("markets").get(0), "draw").path("probability").asDouble())
        .isEqualTo(1);
  }

  @Test
  void howHighALevelScoreWasIsNotGuessed() {
    String overtime = "'period':5,'seconds_remaining':60,'score':{'home':106,'away':100}";
    String quarters =
        ",'period_scores':[" + "{'home':25,'away':25},".repeat(3) + "{'home':25,'away':25}]";
    String total = "{'market':'regulation_total','line':199.5}";

    JsonNode untold = price("nba", "{'neutral':true}", "{" + overtime + "}", total);
    JsonNode told = price("nba", "{'neutral':true}", "{" + overtime + quarters + "}", total);

    assertThat(untold.path("error").path("code").asText()).isEqualTo("market_unavailable");
    assertThat(Asked.outcome(told.path("markets").get(0), "over").path("probability").asDouble())
        .isEqualTo(1);
  }

  @Test
  void periodsDoNotSumToMoreThanTheScore() {
    JsonNode error =
        price(
                "nba",
                "{'neutral':true}",
                "{'period':2,'seconds_remaining':60,'score':{'home':60,'away':50},"
                    + "'period_scores':[{'home':99,'away':20}]}",
                "{'market':'winner'}")
            .path("error");

    assertThat(error.path("field").asText()).isEqualTo("state.period_scores");
  }

  @Test
  void everyOutcomeHasAPriceNoLongerThanTheFairOne() {
    JsonNode priced = price("epl", "{'league_average':true}", "", "{'market':'1x2'}");

    for (JsonNode outcome : priced.path("markets").get(0).path("outcomes")) {
      double fair = outcome.path("fair_price").asDouble();
      assertThat(outcome.path("price").asDouble()).isBetween(fair - 0.0101, fair + 1e-9);
    }
  }

  @Test
  void aGameThatWentOnIsRefusedWhereItsPeriodsWereNotLevel() {
    JsonNode error =
        price(
                "nba",
                "{'neutral':true}",
                "{'period':5,'seconds_remaining':60,'score':{'home':112,'away':110},"
                    + "'period_scores':[{'home':25,'away':25},{'home':25,'away':25},"
                    + "{'home':25,'away':25},{'home':25,'away':28}]}",
                "{'market':'1x2'}")
            .path("error");

    assertThat(error.path("field").asText()).isEqualTo("state.period_scores");
  }
}
