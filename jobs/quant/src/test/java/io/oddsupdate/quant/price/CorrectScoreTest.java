package io.oddsupdate.quant.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CorrectScoreTest {
  private static final String FIRST_PERIOD = "'period_scores':[{'home':1,'away':0}],";

  /** Every market that names scores, of each part of a game, before the start and in play. */
  static Stream<Arguments> correctScores() {
    return Stream.of("nba", "nfl", "mlb", "nhl", "epl")
        .flatMap(
            league ->
                markets(league)
                    .flatMap(
                        market ->
                            states(league).map(state -> Arguments.of(league, state, market))));
  }

  private static Stream<String> markets(String league) {
    JsonNode listed = Asked.one("{'op':'markets','league':'" + league + "'}").path("markets");
    return IntStream.range(0, listed.size())
        .mapToObj(listed::get)
        .filter(market -> market.path("market").asText().contains("correct_score"))
        .map(
            market ->
                "'market':'%s'%s"
                    .formatted(
                        market.path("market").asText(),
                        market.path("number").asBoolean() ? ",'number':1" : ""));
  }

  private static Stream<String> states(String league) {
    return league.equals("epl")
        ? Stream.of(
            "{'status':'scheduled'}",
            "{'period':1,'minute':20,'score':{'home':1,'away':0}}",
            "{'period':2,'minute':63," + FIRST_PERIOD + "'score':{'home':1,'away':1}}")
        : Stream.of(
            "{'status':'scheduled'}",
            "{'period':1,'seconds_remaining':600,'score':{'home':1,'away':0}}",
            "{'period':2,'seconds_remaining':600," + FIRST_PERIOD + "'score':{'home':1,'away':1}}");
  }

  private static JsonNode price(String league, String state, String markets) {
    JsonNode answer =
        Asked.one(
            "{'op':'price','league':'%s','prior':{'league_average':true},'state':%s,'markets':[%s]}"
                .formatted(league, state, markets));
    assertThat(answer.path("error").path("message").asText()).isEmpty();
    return answer.path("markets");
  }

  private static double yes(JsonNode market) {
    return Asked.outcome(market, "yes").path("probability").asDouble();
  }

  @ParameterizedTest
  @MethodSource("correctScores")
  void asksOneScoreOfWhatTheListIsAskedOf(String league, String state, String market) {
    JsonNode list = price(league, state, "{" + market + "}").path(0);

    int compared = 0;
    for (JsonNode outcome : list.path("outcomes")) {
      String score = outcome.path("name").asText();
      if (!score.equals("other")) {
        JsonNode one = price(league, state, "{" + market + ",'score':'" + score + "'}").path(0);
        assertThat(yes(one)).as(score).isEqualTo(outcome.path("probability").asDouble());
        compared++;
      }
    }
    assertThat(compared).isGreaterThanOrEqualTo(9);
  }

  @Test
  void isAskedOfEveryLeagueThatHasOne() {
    assertThat(correctScores().map(arguments -> arguments.get()[2]).distinct())
        .containsExactlyInAnyOrder(
            "'market':'correct_score'",
            "'market':'regulation_correct_score'",
            "'market':'period_correct_score','number':1",
            "'market':'1st_half_correct_score'",
            "'market':'2nd_half_correct_score'");
  }

  @Test
  void neverEndsAGameLevelThatHasAWinner() {
    JsonNode markets =
        price(
            "nhl",
            "{'period':3,'seconds_remaining':0,'score':{'home':3,'away':3}}",
            "{'market':'correct_score','score':'3-3'},{'market':'correct_score','score':'4-3'},"
                + "{'market':'regulation_correct_score','score':'3-3'}");

    assertThat(yes(markets.path(0))).isZero();
    assertThat(yes(markets.path(1))).isCloseTo(0.5, within(0.1));
    assertThat(yes(markets.path(2))).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1st_half_correct_score", "2nd_half_correct_score"})
  void isNotAskedOfAHalfWhereAGridTellsTheWholeGame(String market) {
    JsonNode error =
        Asked.one(
                "{'op':'score_grid','home_rate':1.5,'away_rate':1.2,'markets':[{'market':'%s','score':'1-0'}]}"
                    .formatted(market))
            .path("error");

    assertThat(error.path("code").asText()).isEqualTo("market_unavailable");
    assertThat(error.path("field").asText()).isEqualTo("markets[0].market");
  }
}
