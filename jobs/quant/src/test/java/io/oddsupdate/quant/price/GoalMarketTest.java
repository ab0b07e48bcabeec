package io.oddsupdate.quant.price;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoalMarketTest {
  private static JsonNode ask(String league, String state, String number) {
    return Asked.one(
        "{'op':'price','league':'%s','prior':{'league_average':true},'state':%s,'markets':[{'market':'next_goal'%s}]}"
            .formatted(league, state, number == null ? "" : ",'number':" + number));
  }

  private static double chance(JsonNode answer, String outcome) {
    assertThat(answer.path("error").path("message").asText()).isEmpty();
    return Asked.outcome(answer.path("markets").path(0), outcome).path("probability").asDouble();
  }

  private static String epl(int home, int away, String more) {
    return "{'period':2,'minute':63,'score':{'home':%d,'away':%d}%s}".formatted(home, away, more);
  }

  @Test
  void isOfTheNextGoalWhereNoneIsNamedAndSaysWhich() {
    JsonNode next = ask("epl", epl(1, 1, ""), null);

    assertThat(next.path("markets").path(0).path("number").asInt()).isEqualTo(3);
    assertThat(next).isEqualTo(ask("epl", epl(1, 1, ""), "3"));
    assertThat(chance(next, "none")).isBetween(0.1, 0.9);
    assertThat(
            ask("epl", "{'status':'scheduled'}", null)
                .path("markets")
                .path(0)
                .path("number")
                .asInt())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2 | 0 | | 1 | home",
        "2 | 0 | | 2 | home",
        "0 | 1 | | 1 | away",
        "2 | 1 | ,'period_scores':[{'home':0,'away':1}] | 1 | away",
        "2 | 1 | ,'period_scores':[{'home':0,'away':1}] | 3 | home",
        "2 | 1 | ,'period_scores':[{'home':0,'away':1},{'home':2,'away':0}] | 2 | home",
      })
  void isDecidedByTheGoalThatHasBeenScored(
      int home, int away, String more, String number, String scorer) {
    JsonNode answer = ask("epl", epl(home, away, more == null ? "" : more), number);

    assertThat(chance(answer, scorer)).isEqualTo(1);
    assertThat(chance(answer, "none")).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "| 1 | does not tell by whom",
        "| 2 | does not tell by whom",
        "| 4 | must be at most 3",
        ",'period_scores':[{'home':1,'away':1}] | 1 | does not tell by whom",
      })
  void isRefusedWhereTheStateDoesNotTellIt(String more, String number, String why) {
    JsonNode error = ask("epl", epl(1, 1, more == null ? "" : more), number).path("error");

    assertThat(error.path("code").asText()).isEqualTo("market_unavailable");
    assertThat(error.path("field").asText()).isEqualTo("markets[0].number");
    assertThat(error.path("message").asText()).contains(why);
  }

  @Test
  void isScoredByNobodyAfterRegulation() {
    String overtime = "{'status':'ended','period':4,'score':{'home':2,'away':1}}";

    assertThat(chance(ask("nhl", overtime, "3"), "none")).isEqualTo(1);
    assertThat(chance(ask("nhl", overtime, "9"), "none")).isEqualTo(1);
    assertThat(ask("nhl", overtime, null).path("markets").path(0).path("number").asInt())
        .isEqualTo(3);
    assertThat(ask("nhl", overtime, "2").path("error").path("code").asText())
        .isEqualTo("market_unavailable");
  }
}
