package io.oddsupdate.quant.price;

import static io.oddsupdate.quant.price.PriceOperationTest.home;
import static io.oddsupdate.quant.price.PriceOperationTest.price;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a prior of lines or of rates means in each league, and what of it is refused. */
class PricePriorTest {
  @ParameterizedTest
  @CsvSource({"nba, 900, -150", "nfl, 900, -190", "mlb, 900, -9.5", "nhl, 900, -9", "epl, 900, -9"})
  void namesTheTotalThatNoGameHasAndElseTheSpread(String league, String total, String spread) {
    assertThat(ofLines(league, "-1", total).path("field").asText()).isEqualTo("prior.total");
    assertThat(ofLines(league, "-1", total).path("message").asText()).contains("total");
    String possible =
        Map.of("nba", "220", "nfl", "45", "mlb", "9", "nhl", "6", "epl", "2.5").get(league);
    assertThat(ofLines(league, spread, possible).path("field").asText()).isEqualTo("prior.spread");
  }

  private static JsonNode ofLines(String league, String spread, String total) {
    return price(
            league,
            "{'spread':" + spread + ",'total':" + total + "}",
            "",
            "{'market':'handicap','line':0.5}")
        .path("error");
  }

  @ParameterizedTest
  @CsvSource({"nba, 0, -4.5, 221.5", "nfl, 0, -2.5, 44.5", "epl, 0, -0.5, 2.5"})
  void aSpreadIsTheEvenLine(String league, int market, String spread, String total) {
    JsonNode answer =
        price(
            league,
            "{'spread':" + spread + ",'total':" + total + "}",
            "",
            "{'market':'handicap','line':" + spread + "}");

    assertThat(home(answer, market)).isCloseTo(0.5, within(1e-6));
  }

  @ParameterizedTest
  @CsvSource({
    "nba, 1.5, points in regulation",
    "nfl, 1.5, points in regulation",
    "mlb, 115, runs in nine full turns at bat",
    "nhl, 115, goals in regulation",
    "epl, 115, goals in the match",
  })
  void saysWhatARateIsWhereNoTeamOfTheLeagueHasSuchAOne(String league, double rate, String unit) {
    JsonNode error =
        price(league, "{'rates':{'home':" + rate + ",'away':1}}", "", "{'market':'total','line':3}")
            .path("error");

    assertThat(error.path("code").asText()).isEqualTo("out_of_range");
    assertThat(error.path("field").asText()).isEqualTo("prior.rates.home");
    assertThat(error.path("message").asText()).contains(unit).contains("got " + rate);
  }

  @ParameterizedTest
  @CsvSource({"nba, 115", "nfl, 24", "mlb, 4.5", "nhl, 3.1", "epl, 1.4"})
  void equalRatesAreEqualTeams(String league, double rate) {
    String winner = league.equals("epl") ? "draw_no_bet" : "winner";
    JsonNode answer =
        price(
            league,
            "{'rates':{'home':" + rate + ",'away':" + rate + "}}",
            "",
            "{'market':'" + winner + "'}");

    assertThat(answer.path("expected").path("away").asDouble()).isEqualTo(rate);
    assertThat(home(answer, 0)).isCloseTo(0.5, within(league.equals("mlb") ? 0.02 : 1e-9));
  }

  /** One line alone leaves the other as in the league's average game. */
  @ParameterizedTest
  @CsvSource({"nba, 228.5", "nfl, 45.5", "mlb, 8.97", "nhl, 6.24", "epl, 2.75"})
  void aTotalAloneKeepsTheHomeEdge(String league, double total) {
    String market = league.equals("epl") ? "1x2" : "winner";
    double average = homeOf(league, "{'league_average':true}", market);
    double alone = homeOf(league, "{'total':" + total + "}", market);

    assertThat(alone).isCloseTo(average, within(0.015));
  }

  @ParameterizedTest
  @CsvSource({"nfl, 22, .53, .6", "nfl, 21.5, .53, .6", "epl, 8, .4, .55", "epl, 10, .4, .55"})
  void anUnusualTotalAloneIsAGameToo(String league, double total, double least, double most) {
    String market = league.equals("epl") ? "1x2" : "winner";

    assertThat(homeOf(league, "{'total':" + total + "}", market)).isBetween(least, most);
  }

  @Test
  void aSpreadAloneKeepsTheTotal() {
    JsonNode even = price("nba", "{'spread':-4.5}", "", "{'market':'total','line':228.5}");

    assertThat(Asked.outcome(even.path("markets").get(0), "over").path("probability").asDouble())
        .isCloseTo(0.5, within(0.03));
  }

  private static double homeOf(String league, String prior, String market) {
    JsonNode priced = price(league, prior, "", "{'market':'" + market + "'}");
    return Asked.outcome(priced.path("markets").get(0), "home").path("probability").asDouble();
  }
}
