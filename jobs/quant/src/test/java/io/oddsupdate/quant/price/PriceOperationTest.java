package io.oddsupdate.quant.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PriceOperationTest {
  private static final Map<String, String> LIVE =
      Map.of(
          "epl", "{'period':2,'minute':63,'score':{'home':1,'away':1}}",
          "nhl", "{'period':2,'seconds_remaining':600,'score':{'home':1,'away':1}}",
          "mlb", "{'inning':5,'half':'top','outs':1,'bases':'-2-','score':{'home':1,'away':1}}",
          "nba", "{'period':3,'seconds_remaining':432,'score':{'home':70,'away':70}}",
          "nfl",
              "{'period':3,'seconds_remaining':432,'score':{'home':17,'away':17},"
                  + "'possession':'home','down':2,'distance':7,'yards_to_goal':55}");

  /** A winner or a result, and a total, as bookmakers quote them. */
  private static final Map<String, String> QUOTED =
      Map.of(
          "epl", "'1x2':[1.9,3.6,4.5],'total':{'line':2.5,'odds':[1.85,2.0]}",
          "nhl", "'winner':[1.6,2.5],'total':{'line':6.5,'odds':[2.0,1.85]}",
          "mlb", "'winner':[1.6,2.5],'total':{'line':8.5,'odds':[1.9,1.95]}",
          "nba", "'winner':[1.6,2.5],'total':{'line':221.5,'odds':[1.9,1.95]}",
          "nfl", "'winner':[1.6,2.5],'total':{'line':47,'odds':[1.9,1.95]}");

  static JsonNode price(String league, String prior, String state, String markets) {
    return Asked.one(
        "{'op':'price','league':'%s','prior':%s,%s'markets':[%s]}"
            .formatted(league, prior, state.isEmpty() ? "" : "'state':" + state + ",", markets));
  }

  static double home(JsonNode answer, int market) {
    assertThat(answer.path("error").path("message").asText()).isEmpty();
    return Asked.outcome(answer.path("markets").path(market), "home")
        .path("probability")
        .asDouble();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nba", "nfl", "mlb", "nhl", "epl"})
  void asksEveryMarketOfOneDistribution(String league) {
    JsonNode answer =
        price(
            league,
            "{'league_average':true}",
            LIVE.get(league),
            "{'market':'handicap','line':-1.5},{'market':'handicap','line':1.5},"
                + "{'market':'total','line':6.5},{'market':'total','line':45.5}");

    assertThat(answer.path("model_version").asText()).startsWith(league + "-");
    assertThat(home(answer, 0)).isLessThan(home(answer, 1));
    JsonNode markets = answer.path("markets");
    assertThat(Asked.outcome(markets.path(2), "over").path("probability").asDouble())
        .isGreaterThanOrEqualTo(
            Asked.outcome(markets.path(3), "over").path("probability").asDouble());
    for (JsonNode market : markets) {
      double sum = 0;
      for (JsonNode outcome : market.path("outcomes")) {
        sum += outcome.path("probability").asDouble();
        double parts = 0;
        for (String part : List.of("win", "half_win", "refund", "half_lose", "lose")) {
          parts += outcome.path(part).asDouble();
        }
        assertThat(parts).isCloseTo(1, within(1e-9));
      }
      assertThat(sum).isCloseTo(1, within(1e-9));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nba", "nfl", "mlb", "nhl", "epl"})
  void givesTwoEqualTeamsEqualChances(String league) {
    String draw = league.equals("epl") ? "draw_no_bet" : "winner";
    JsonNode neutral = price(league, "{'neutral':true}", "", "{'market':'" + draw + "'}");
    JsonNode average = price(league, "{'league_average':true}", "", "{'market':'" + draw + "'}");

    // Of equal teams at baseball the home team bats last, which may be worth a little.
    assertThat(home(neutral, 0)).isCloseTo(0.5, within(league.equals("mlb") ? 0.02 : 1e-9));
    assertThat(home(average, 0)).isGreaterThan(home(neutral, 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nba", "nfl", "mlb", "nhl", "epl"})
  void takesWhatTheMarketQuotedAsThePrior(String league) {
    JsonNode odds =
        price(
            league,
            "{'odds':{" + QUOTED.get(league) + "},'method':'power'}",
            "",
            "{'market':'" + (league.equals("epl") ? "1x2" : "winner") + "'}");
    double expected =
        Asked.one(
                "{'op':'devig','method':'power','odds':"
                    + (league.equals("epl") ? "[1.9,3.6,4.5]" : "[1.6,2.5]")
                    + "}")
            .path("probabilities")
            .path(0)
            .asDouble();

    // A three-way result and a total leave the goals model one thing to compromise on.
    assertThat(home(odds, 0)).isCloseTo(expected, within(league.equals("epl") ? 0.01 : 1e-6));
  }

  @Test
  void understandsRatesAsWhatEachTeamIsExpectedToScore() {
    JsonNode priced = price("epl", "{'rates':{'home':1.5,'away':1.2}}", "", "{'market':'1x2'}");
    JsonNode grid =
        Asked.one(
            "{'op':'score_grid','home_rate':1.5,'away_rate':1.2,'rho':-0.08,"
                + "'markets':[{'market':'1x2'}]}");

    assertThat(priced.path("expected").path("home").asDouble()).isEqualTo(1.5);
    assertThat(home(priced, 0)).isCloseTo(home(grid, 0), within(0.01));
  }

  @Test
  void readsASpreadAsTheHandicapOfTheHomeTeam() {
    JsonNode favourite = price("nhl", "{'spread':-1.5,'total':6}", "", "{'market':'winner'}");
    JsonNode underdog = price("nhl", "{'spread':1.5,'total':6}", "", "{'market':'winner'}");

    assertThat(home(favourite, 0)).isGreaterThan(0.6);
    assertThat(home(underdog, 0)).isLessThan(0.4);
  }

  @Test
  void takesThePlayOffsFromTheGameOrItsState() {
    String state = "{'period':4,'seconds_remaining':1,'score':{'home':2,'away':2}%s}";
    String market = "{'market':'winner'}";
    String prior = "{'rates':{'home':4,'away':2}}";
    double regular = home(price("nhl", prior, state.formatted(""), market), 0);
    double ofState = home(price("nhl", prior, state.formatted(",'playoff':true"), market), 0);
    double ofGame =
        home(
            Asked.one(
                "{'op':'price','league':'nhl','playoff':true,'prior':"
                    + prior
                    + ",'state':"
                    + state.formatted("")
                    + ",'markets':["
                    + market
                    + "]}"),
            0);

    assertThat(ofState).isEqualTo(ofGame).isGreaterThan(regular + 0.05);
  }

  @Test
  void answersWithTheResultOfAGameThatHasEnded() {
    JsonNode answer =
        price(
            "nhl",
            "{'neutral':true}",
            "{'status':'ended','score':{'home':4,'away':2}}",
            "{'market':'winner'},{'market':'total','line':6}");

    assertThat(home(answer, 0)).isEqualTo(1);
    assertThat(Asked.outcome(answer.path("markets").path(1), "over").path("refund").asDouble())
        .isEqualTo(1);
  }

  @Test
  void knowsThatAGameWasDecidedInOvertime() {
    JsonNode answer =
        price(
            "nhl",
            "{'neutral':true}",
            "{'status':'ended','period':4,'score':{'home':4,'away':3}}",
            "{'market':'winner'},{'market':'1x2'}");

    assertThat(home(answer, 0)).isEqualTo(1);
    assertThat(home(answer, 1)).isZero();
  }

  @Test
  void givesTheSameBytesForTheSameRequest() {
    String request =
        "{'op':'price','league':'mlb','prior':{'league_average':true},'state':"
            + LIVE.get("mlb")
            + ",'markets':[{'market':'winner'}]}\n";
    List<JsonNode> answers = Asked.all(ModelVersions.shipped(), request.repeat(3));

    assertThat(answers).hasSize(3).containsOnly(Asked.one(request));
  }

  @Test
  void pricesWithTheNewestVersionUnlessTheRequestNamesOne(@TempDir Path folder) throws IOException {
    // Given a version of our own, in which goals do not depend on each other
    String shipped;
    try (var file = ModelVersions.class.getResourceAsStream("/models/epl-2026.1.json")) {
      shipped = new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
    Files.writeString(
        folder.resolve("epl-2999.10.json"),
        shipped.replaceAll("\"rho\": *-?[0-9.]+", "\"rho\": 0"));
    Files.writeString(folder.resolve("epl-2999.9.json"), shipped);
    Files.writeString(
        folder.resolve("epl-2000.1.json"), shipped.replaceAll("\"rho\": *-?[0-9.]+", "\"rho\": 9"));
    Files.writeString(folder.resolve("notes.txt"), "not a version");
    ModelVersions versions = ModelVersions.shipped().with(folder);
    String request =
        "{'op':'price','league':'epl',%s'prior':{'rates':{'home':1.5,'away':1.2}},"
            + "'markets':[{'market':'1x2'}]}\n";

    List<JsonNode> answers =
        Asked.all(
            versions,
            request.formatted("")
                + request.formatted("'model_version':'epl-2026.1',")
                + request.formatted("'model_version':'epl-2000.1',")
                + request.formatted("'model_version':'epl-1.1',"));

    assertThat(answers.get(0).path("model_version").asText()).isEqualTo("epl-2999.10");
    assertThat(answers.get(1).path("model_version").asText()).isEqualTo("epl-2026.1");
    assertThat(home(answers.get(0), 0)).isNotEqualTo(home(answers.get(1), 0));
    assertThat(answers.get(2).path("error").path("code").asText()).isEqualTo("model_invalid");
    assertThat(answers.get(2).path("error").path("message").asText()).contains("rho");
    assertThat(answers.get(3).path("error").path("field").asText()).isEqualTo("model_version");
    assertThat(answers.get(3).path("error").path("message").asText()).contains("epl-2999.9");
  }

  @Test
  void offersWhatTheLeagueHas() {
    JsonNode markets = Asked.one("{'op':'markets','league':'nhl'}").path("markets");

    assertThat(markets.findValuesAsText("market"))
        .contains("winner", "handicap", "total", "1x2", "regulation_total", "next_goal");
    assertThat(markets.get(0).path("uof_id").asInt()).isEqualTo(406);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nba", "nfl", "mlb", "nhl", "epl"})
  void pricesEveryMarketItOffersBeforeTheStartOrSaysThatItCannot(String league) {
    for (JsonNode market :
        Asked.one("{'op':'markets','league':'" + league + "'}").path("markets")) {
      JsonNode answer =
          price(
              league,
              "{'league_average':true}",
              "",
              "{'market':'%s'%s%s}"
                  .formatted(
                      market.path("market").asText(),
                      market.path("line").asBoolean() ? ",'line':0.5" : "",
                      (market.path("number").asBoolean() ? ",'number':1" : "")
                          + (market.path("player").asBoolean() ? ",'expected':2.5" : "")));
      assertThat(answer.path("error").path("code").asText())
          .as("%s", market)
          .isIn("", market.path("player").asBoolean() ? "" : "market_unavailable");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'prior':{} | missing_field | prior",
        "'prior':{'league_average':false} | missing_field | prior",
        "'prior':{'neutral':true,'spread':-1,'total':6} | ambiguous | prior",
        "'prior':7 | wrong_type | prior",
        "'prior':{'spred':-1} | unknown_field | prior.spred",
        "'prior':{'spread':'x','total':6} | wrong_type | prior.spread",
        "'prior':{'spread':-9,'total':6} | unsolvable_prior | prior.spread",
        "'prior':{'spread':-1,'total':900} | unsolvable_prior | prior.total",
        "'prior':{'spread':-9,'total':900} | unsolvable_prior | prior.total",
        "'prior':{'spread':-9} | unsolvable_prior | prior.spread",
        "'prior':{'total':900} | unsolvable_prior | prior.total",
        "'prior':{'rates':{'home':3}} | missing_field | prior.rates.away",
        "'prior':{'rates':{'home':0,'away':3}} | out_of_range | prior.rates.home",
        "'prior':{'rates':{'home':500,'away':3}} | out_of_range | prior.rates.home",
        "'prior':{'rates':{'home':3,'away':NaN}} | out_of_range | prior.rates.away",
        "'prior':{'odds':{}} | unsolvable_prior | prior.odds",
        "'prior':{'odds':{'winner':[1.5]}} | odds_count | prior.odds.winner",
        "'prior':{'odds':{'winner':[1.5,0.5]}} | odds_not_above_1 | prior.odds.winner[1]",
        "'prior':{'odds':{'total':{'odds':[1.9,1.9]}}} | missing_field | prior.odds.total.line",
        "'prior':{'odds':{'total':{'line':6,'odds':[1.9,1]}}} | odds_not_above_1"
            + " | prior.odds.total.odds[1]",
        "'prior':{'odds':{'winner':[1.5,2.7]},'method':'sin'} | unknown_method | prior.method",
        "'prior':{'neutral':true},'model_version':'nhl-1' | unknown_value | model_version",
        "'prior':{'neutral':true},'margin':0.9 | out_of_range | margin",
        "'prior':{'neutral':true},'margin':0.1,'margin_method':'flat' | unknown_value"
            + " | margin_method",
        "'prior':{'neutral':true},'state':[] | wrong_type | state",
        "'prior':{'neutral':true},'stat':{} | unknown_field | stat",
      })
  void namesTheFieldThatIsWrong(String fields, String code, String field) {
    JsonNode error =
        Asked.one("{'op':'price','league':'nhl'," + fields + ",'markets':[{'market':'winner'}]}")
            .path("error");

    assertThat(error.path("code").asText()).isEqualTo(code);
    assertThat(error.path("field").asText()).isEqualTo(field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'playoff':true,'state':{'status':'scheduled'} | playoff",
        "'state':{'status':'scheduled','playoff':true} | state.playoff",
      })
  void refusesPlayOffsWhereTheLeagueHasNone(String fields, String field) {
    JsonNode error =
        Asked.one(
                "{'op':'price','league':'epl','prior':{'neutral':true},"
                    + fields
                    + ",'markets':[{'market':'1x2'}]}")
            .path("error");

    assertThat(error.path("field").asText()).isEqualTo(field);
  }

  @ParameterizedTest
  @CsvSource({
    "epl, anytime_goalscorer, regular",
    "epl, player_shots, regular",
    "nhl, player_goals, incl_overtime",
    "nba, player_points, incl_overtime"
  })
  void countsOfPlayersCoverWhatTheGameDoes(String league, String name, String covers) {
    for (JsonNode market :
        Asked.one("{'op':'markets','league':'" + league + "'}").path("markets")) {
      if (market.path("market").asText().equals(name)) {
        assertThat(market.path("covers").asText()).isEqualTo(covers);
        return;
      }
    }
    throw new AssertionError("no market " + name);
  }

  @Test
  void namesTheMarketThatIsWrong() {
    JsonNode error =
        price(
                "nhl",
                "{'neutral':true}",
                "",
                "{'market':'winner'},{'market':'period_total','line':1.5,'number':4}")
            .path("error");

    assertThat(error.path("field").asText()).isEqualTo("markets[1].number");
    assertThat(error.path("message").asText()).contains("between 1 and 3");
  }
}
