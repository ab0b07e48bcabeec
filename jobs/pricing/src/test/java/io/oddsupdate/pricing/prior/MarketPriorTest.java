package io.oddsupdate.pricing.prior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.oddsupdate.pricing.Shared;
import io.oddsupdate.pricing.ShippedModels;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.model.Chances;
import io.oddsupdate.pricing.model.Constants;
import io.oddsupdate.pricing.model.Fixture;
import io.oddsupdate.pricing.model.LeagueModel;
import io.oddsupdate.pricing.model.Leagues;
import io.oddsupdate.pricing.model.LineParts;
import io.oddsupdate.pricing.model.Outlook;
import io.oddsupdate.pricing.model.Strengths;
import io.oddsupdate.pricing.prior.PriorQuote.Handicap;
import io.oddsupdate.pricing.prior.PriorQuote.Result;
import io.oddsupdate.pricing.prior.PriorQuote.Total;
import io.oddsupdate.pricing.prior.PriorQuote.Winner;
import io.oddsupdate.pricing.prior.PriorSolution.Reason;
import io.oddsupdate.pricing.prior.PriorSolution.Solved;
import io.oddsupdate.pricing.prior.PriorSolution.Unsolvable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With the shipped version of every league: the inverse of the very models that price. */
class MarketPriorTest {
  private static Outlook outlook(LeagueModel model, double home, double away) {
    return model
        .prepare(new Fixture(new Strengths(home, away, true), false))
        .outlook(GameState.notStarted());
  }

  private static double over(double line, Chances chances) {
    return LineParts.over(line, chances).probability();
  }

  private static Solved solved(PriorSolution solution) {
    assertThat(solution).isInstanceOf(Solved.class);
    return (Solved) solution;
  }

  private static Unsolvable unsolvable(PriorSolution solution) {
    assertThat(solution).isInstanceOf(Unsolvable.class);
    return (Unsolvable) solution;
  }

  @ParameterizedTest
  @CsvSource({
    "nba-2026.2, 118, 109, 226.5",
    "nba-2026.2, 104, 112, 215",
    "nfl-2026.2, 27, 20, 47.5",
    "nfl-2026.2, 17, 24, 41",
    "epl-2026.1, 1.9, 0.7, 2.5",
    "epl-2026.1, 0.6, 2.8, 3.25",
    "nhl-2026.1, 3.6, 2.5, 6.5",
    "nhl-2026.1, 2.4, 3.1, 5.5",
    "mlb-2026.1, 5.2, 3.6, 8.5",
    "mlb-2026.1, 3.9, 4.6, 9",
  })
  void findsTheTeamsThatAWinnerAndATotalWereMadeFrom(
      String version, double home, double away, double line) {
    LeagueModel model = ShippedModels.model(version);
    Outlook outlook = outlook(model, home, away);

    Solved solved =
        solved(
            MarketPrior.solve(
                model,
                false,
                List.of(
                    new Winner(over(0, outlook.finalScore().margin())),
                    new Total(line, over(line, outlook.finalScore().total())))));

    assertThat(solved.strengths().home()).isCloseTo(home, within(1e-4 * home));
    assertThat(solved.strengths().away()).isCloseTo(away, within(1e-4 * away));
    assertThat(solved.strengths().known()).isTrue();
    assertThat(solved.difference()).isLessThan(MarketPrior.EXACT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nba-2026.2", "nfl-2026.2", "mlb-2026.1", "nhl-2026.1", "epl-2026.1"})
  void keepsTheAverageTotalWhereOnlyTheWinnerIsQuoted(String version) {
    LeagueModel model = ShippedModels.model(version);
    Strengths average = model.average();

    Strengths teams = solved(MarketPrior.solve(model, false, List.of(new Winner(0.7)))).strengths();

    assertThat(teams.home() + teams.away())
        .isCloseTo(average.home() + average.away(), within(1e-9));
    assertThat(over(0, outlook(model, teams.home(), teams.away()).finalScore().margin()))
        .isCloseTo(0.7, within(1e-7));
  }

  @ParameterizedTest
  @CsvSource({
    "nba-2026.2, 231.5",
    "nfl-2026.2, 42.5",
    "epl-2026.1, 3.5",
    "nhl-2026.1, 5.5",
    "mlb-2026.1, 9.5"
  })
  void keepsTheAverageRatioWhereOnlyTheTotalIsQuoted(String version, double line) {
    LeagueModel model = ShippedModels.model(version);
    Strengths average = model.average();

    Strengths teams =
        solved(MarketPrior.solve(model, false, List.of(new Total(line, 0.45)))).strengths();

    assertThat(teams.home() / teams.away())
        .isCloseTo(average.home() / average.away(), within(1e-9));
    assertThat(over(line, outlook(model, teams.home(), teams.away()).finalScore().total()))
        .isCloseTo(0.45, within(1e-7));
  }

  @ParameterizedTest
  @CsvSource({
    "nba-2026.2, -7.5",
    "nfl-2026.2, -3.5",
    "epl-2026.1, -0.75",
    "nhl-2026.1, -1.5",
    "mlb-2026.1, -1.5"
  })
  void compromisesBetweenMoreQuotesThanItNeeds(String version, double handicap) {
    LeagueModel model = ShippedModels.model(version);
    Strengths average = model.average();
    Outlook outlook = outlook(model, average.home() * 1.03, average.away() * 0.98);
    double winner = over(0, outlook.finalScore().margin());
    double cover = over(-handicap, outlook.finalScore().margin());
    double line = Math.rint(average.home() + average.away()) + 0.5;

    Solved solved =
        solved(
            MarketPrior.solve(
                model,
                false,
                List.of(
                    new Winner(winner + 0.01),
                    new Handicap(handicap, cover - 0.01),
                    new Total(line, over(line, outlook.finalScore().total())))));

    Outlook found = outlook(model, solved.strengths().home(), solved.strengths().away());
    assertThat(over(0, found.finalScore().margin())).isCloseTo(winner, within(0.011));
    assertThat(solved.difference()).isBetween(1e-4, 0.1);
  }

  @Test
  void findsPublishedGoalExpectancies() throws IOException {
    JsonNode rows =
        new ObjectMapper()
            .readTree(Shared.read("vectors/soccer_goal_expectancy_penaltyblog.json"))
            .path("rows");
    JsonNode row = rows.path(0);
    Strengths goals = goals(row, row.path("rho").asDouble());
    JsonNode expected = row.path("recomputed_here");
    double tolerance = row.path("tolerance").asDouble();

    assertThat(goals.home()).isCloseTo(expected.path("home_exp").asDouble(), within(tolerance));
    assertThat(goals.away()).isCloseTo(expected.path("away_exp").asDouble(), within(tolerance));

    Strengths longShot = goals(rows.path(1), 0);
    assertThat(longShot.home()).isBetween(0.72, 0.75);
    assertThat(longShot.away()).isBetween(2.225, 2.5);
  }

  private static Strengths goals(JsonNode row, double rho) {
    Map<String, List<Double>> values =
        new TreeMap<>(ShippedModels.constants("epl-2026.1").values());
    values.put("rho", List.of(rho));
    List<Double> booked = new ArrayList<>();
    row.path("p_hda").forEach(p -> booked.add(p.asDouble()));
    double sum = booked.stream().mapToDouble(p -> p).sum();
    return solved(
            MarketPrior.solve(
                Leagues.of("epl-goals", new Constants(values)),
                false,
                List.of(new Result(booked.get(0) / sum, booked.get(1) / sum))))
        .strengths();
  }

  @Test
  void saysWhyQuotesHaveNoSolution() {
    LeagueModel epl = ShippedModels.model("epl-2026.1");

    assertThat(unsolvable(MarketPrior.solve(epl, false, List.of())).reason())
        .isEqualTo(Reason.NO_QUOTES);

    // Given a draw more likely than any two teams can make it
    Unsolvable draw = unsolvable(MarketPrior.solve(epl, false, List.of(new Result(0.05, 0.9))));
    assertThat(draw.reason()).isEqualTo(Reason.OUT_OF_REACH);
    assertThat(draw.message()).contains("0.9");

    // Given a favourite that gives goals and is not expected to win
    Unsolvable swapped =
        unsolvable(
            MarketPrior.solve(
                epl,
                false,
                List.of(new Winner(0.2), new Handicap(-1.5, 0.6), new Total(2.5, 0.5))));
    assertThat(swapped.reason()).isEqualTo(Reason.CONTRADICTORY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nba-2026.2", "nfl-2026.2", "mlb-2026.1", "nhl-2026.1", "epl-2026.1"})
  void alwaysAnswersAtTheExtremes(String version) {
    LeagueModel model = ShippedModels.model(version);
    for (double p : new double[] {1e-9, 1e-3, 0.5, 0.999, 1 - 1e-9}) {
      for (List<PriorQuote> quotes :
          List.<List<PriorQuote>>of(
              List.of(new Winner(p)),
              List.of(new Total(2.5, p)),
              List.of(new Winner(p), new Total(20.5, 1 - p)))) {
        PriorSolution solution = MarketPrior.solve(model, false, quotes);
        if (solution instanceof Solved solved) {
          assertThat(solved.difference()).isLessThanOrEqualTo(MarketPrior.EXACT);
        } else {
          assertThat(unsolvable(solution).reason()).isEqualTo(Reason.OUT_OF_REACH);
        }
      }
    }
  }

  @Test
  void namesTheQuoteThatCannotBe() {
    assertThatThrownBy(() -> new Winner(1)).hasMessageContaining("probability of winner");
    assertThatThrownBy(() -> new Result(0.6, 0.4)).hasMessageContaining("result away");
    assertThatThrownBy(() -> new Handicap(-1.3, 0.5)).hasMessageContaining("line of handicap");
    assertThatThrownBy(() -> new Total(-2.5, 0.5)).hasMessageContaining("line of total");
    assertThatThrownBy(() -> new Total(2.5, Double.NaN)).hasMessageContaining("of total");
  }
}
