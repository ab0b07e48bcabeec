package io.oddsupdate.quant.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.oddsupdate.quant.Shared;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreGridTest {
  private static final String GRID = "{'op':'score_grid','home_rate':%s,'away_rate':%s,'rho':%s,";

  private static JsonNode market(String home, String away, String rho, String market) {
    return Asked.one(GRID.formatted(home, away, rho) + "'markets':[" + market + "]}")
        .path("markets")
        .path(0);
  }

  private static double of(JsonNode market, String outcome, String field) {
    return Asked.outcome(market, outcome).path(field).asDouble();
  }

  @Test
  void agreesWithThirdPartyMarketsOnAGrid() throws IOException {
    int compared = 0;
    List<String> rows =
        Shared.read("vectors/soccer_grid_thirdparty_penaltyblog.csv").lines().skip(1).toList();
    for (String row : rows) {
      String[] cells = row.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1);
      double value = Double.parseDouble(cells[7]);
      assertThat(answer(cells[0], cells[1], cells[2], cells[5], cells[6]))
          .as(row)
          .isCloseTo(value, within(1e-9));
      compared++;
    }
    assertThat(compared).isEqualTo(462);
  }

  /** Its "push" of a quarter line is the mean of the two neighbours' pushes. */
  private static double answer(String home, String away, String rho, String metric, String line) {
    if (metric.startsWith("score_")) {
      String score = metric.substring(6).replace('_', '-');
      JsonNode market =
          market(home, away, rho, "{'market':'correct_score','score':'" + score + "'}");
      return of(market, "yes", "probability");
    }
    if (metric.startsWith("total_")) {
      JsonNode market = market(home, away, rho, "{'market':'total','line':" + line + "}");
      return part(Asked.outcome(market, "over"), metric.substring(6), "over", "under");
    }
    if (metric.startsWith("ah_home_")) {
      JsonNode market = market(home, away, rho, "{'market':'handicap','line':" + line + "}");
      return part(Asked.outcome(market, "home"), metric.substring(8), "win", "lose");
    }
    return switch (metric) {
      case "home_win" -> of(market(home, away, rho, "{'market':'1x2'}"), "home", "probability");
      case "draw" -> of(market(home, away, rho, "{'market':'1x2'}"), "draw", "probability");
      case "away_win" -> of(market(home, away, rho, "{'market':'1x2'}"), "away", "probability");
      case "btts_yes" ->
          of(market(home, away, rho, "{'market':'both_teams_to_score'}"), "yes", "probability");
      case "dnb_home" ->
          of(market(home, away, rho, "{'market':'draw_no_bet'}"), "home", "probability");
      default -> throw new AssertionError("metric " + metric);
    };
  }

  private static double part(JsonNode outcome, String part, String won, String lost) {
    double halves = outcome.path("half_win").asDouble() + outcome.path("half_lose").asDouble();
    if (part.equals(won)) {
      return outcome.path("win").asDouble() + outcome.path("half_win").asDouble() / 2;
    }
    return part.equals(lost)
        ? outcome.path("lose").asDouble() + outcome.path("half_lose").asDouble() / 2
        : outcome.path("refund").asDouble() + halves / 2;
  }

  @Test
  void givesTheDrawBackWhereItIsNoBet() {
    JsonNode result = market("1.5", "1.2", "-0.08", "{'market':'1x2'}");
    JsonNode noDraw = market("1.5", "1.2", "-0.08", "{'market':'draw_no_bet'}");

    double draw = of(result, "draw", "probability");
    assertThat(of(noDraw, "home", "refund")).isCloseTo(draw, within(1e-12));
    assertThat(of(noDraw, "home", "probability"))
        .isCloseTo(of(result, "home", "probability") / (1 - draw), within(1e-12));
  }

  @Test
  void takesTheLineOfAHandicapAsTheHomeTeams() {
    JsonNode gives = market("1.5", "1.2", "0", "{'market':'handicap','line':-1.5}");
    JsonNode takes = market("1.5", "1.2", "0", "{'market':'handicap','line':1.5}");

    assertThat(gives.path("line").asDouble()).isEqualTo(-1.5);
    assertThat(of(gives, "home", "win")).isLessThan(of(takes, "home", "win"));
  }

  @Test
  void quotesPricesWhereTheRequestNamesAMargin() {
    JsonNode market =
        Asked.one(
                GRID.formatted("1.5", "1.2", "0")
                    + "'margin':0.05,'margin_method':'odds_ratio','markets':[{'market':'1x2'}]}")
            .path("markets")
            .path(0);

    double overround = 0;
    for (JsonNode outcome : market.path("outcomes")) {
      double price = outcome.path("price").asDouble();
      assertThat(price).isLessThan(outcome.path("fair_price").asDouble());
      assertThat(price * 100).isCloseTo(Math.rint(price * 100), within(1e-9));
      overround += 1 / price;
    }
    assertThat(overround).isBetween(1.05, 1.06);
  }

  @Test
  void listsWhatItTakesAndNothingElse() {
    String listed =
        Asked.one("{'op':'score_grid','home_rate':1,'away_rate':1,'markets':[{'market':'1x3'}]}")
            .path("error")
            .path("message")
            .asText();

    String names = listed.substring(listed.indexOf("one of ") + 7, listed.lastIndexOf(", got"));
    assertThat(names.split(", ", -1)).contains("1x2", "correct_score").doesNotContain("next_goal");
    for (String name : names.split(", ", -1)) {
      String line = name.contains("total") || name.equals("handicap") ? ",'line':0.5" : "";
      assertThat(market("1", "1", "0", "{'market':'" + name + "'" + line + "}").path("outcomes"))
          .as(name)
          .isNotEmpty();
    }
  }

  @Test
  void namesEveryScoreAndTheOthers() {
    JsonNode market = market("1.5", "1.2", "-0.08", "{'market':'correct_score'}");

    double sum = 0;
    for (JsonNode outcome : market.path("outcomes")) {
      sum += outcome.path("probability").asDouble();
    }
    assertThat(sum).isCloseTo(1, within(1e-9));
    assertThat(of(market, "1:0", "probability"))
        .isCloseTo(
            of(
                market("1.5", "1.2", "-0.08", "{'market':'correct_score','score':'1-0'}"),
                "yes",
                "probability"),
            within(1e-15));
  }
}
