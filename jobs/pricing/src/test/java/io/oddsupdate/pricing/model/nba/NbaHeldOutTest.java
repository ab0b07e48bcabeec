package io.oddsupdate.pricing.model.nba;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.oddsupdate.pricing.Shared;
import io.oddsupdate.pricing.ShippedModels;
import io.oddsupdate.pricing.game.EventStatus;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.PeriodType;
import io.oddsupdate.pricing.game.Situation;
import io.oddsupdate.pricing.model.Constants;
import io.oddsupdate.pricing.model.Fixture;
import io.oddsupdate.pricing.model.GameModel;
import io.oddsupdate.pricing.model.LeagueModel;
import io.oddsupdate.pricing.model.Normal;
import io.oddsupdate.pricing.model.Scoring;
import io.oddsupdate.pricing.model.nba.Timelines.Timeline;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * Figures on games that the constants were not fitted on; each test prints its own.
 *
 * <p>The vector's figures are of games of five seasons; those here are of three, so its table is
 * scored on the very same games. It was fitted on half of a set that has them, ours was not.
 */
class NbaHeldOutTest {
  private static final Constants SHIPPED = ShippedModels.constants("nba-2026.2");

  @Test
  void beatsTheTableOfRegressionsInPlayOnEachSeasonFromTheOtherTwo() throws IOException {
    List<Timeline> games = Timelines.read();
    Map<Integer, Scoring> model = new TreeMap<>();
    Map<Integer, Scoring> table = new TreeMap<>();
    JsonNode rows =
        new ObjectMapper()
            .readTree(Shared.read("vectors/nba_inplay_measured_2019_2023.json"))
            .get("rows");

    for (int season = 19; season <= 21; season++) {
      // Given constants fitted on the other seasons
      int scored = season;
      List<Timeline> others = games.stream().filter(g -> g.season() != scored).toList();
      LeagueModel fitted = NbaModel.of(new NbaFit(SHIPPED, others).fit());
      GameModel prepared = fitted.prepare(new Fixture(fitted.average(), false));

      // When each game of this season is forecast from its scores alone
      for (Timeline game : games) {
        if (game.season() == season) {
          for (JsonNode row : rows) {
            score(game, row, prepared, model, table);
          }
        }
      }
    }

    // Then the forecasts are better than the table's, and calibrated
    model.forEach(
        (second, ours) ->
            System.out.printf(
                "NBA in play, %d s: ours %s; table %s%n", second, ours, table.get(second)));
    model.forEach(
        (second, ours) -> {
          assertThat(ours.logLoss())
              .as("log loss at %d s", second)
              .isLessThan(table.get(second).logLoss() + 2e-4);
          assertThat(ours.calibrationError()).as("ECE10 at %d s", second).isLessThan(0.03);
        });
    assertThat(mean(model)).isLessThan(mean(table));
  }

  private static double mean(Map<Integer, Scoring> scores) {
    return scores.values().stream().mapToDouble(Scoring::logLoss).average().orElseThrow();
  }

  private static void score(
      Timeline game,
      JsonNode row,
      GameModel prepared,
      Map<Integer, Scoring> model,
      Map<Integer, Scoring> table) {
    int second = row.get("seconds").asInt();
    double won = game.finalMargin() > 0 ? 1 : 0;
    model
        .computeIfAbsent(second, s -> new Scoring())
        .add(prepared.outlook(state(game, second)).finalScore().margin().atLeast(1), won);
    double sd = row.get("s").asDouble();
    double mean = game.margin(second) * (1 + row.get("b").asDouble()) + row.get("a").asDouble();
    double above = 1 - Normal.cdf((0.5 - mean) / sd);
    double level = 1 - above - Normal.cdf((-0.5 - mean) / sd);
    table.computeIfAbsent(second, s -> new Scoring()).add(above + level / 2, won);
  }

  private static GameState state(Timeline game, int second) {
    int period = second / 720 + 1;
    int margin = game.margin(second);
    int total = game.total(second);
    return GameState.of(
        EventStatus.LIVE,
        period,
        PeriodType.REG,
        period * 720 - second,
        0,
        (total + margin) / 2,
        (total - margin) / 2,
        List.of(),
        Situation.NONE);
  }

  @Test
  void shipsWhatTheFitOfTheFirstTwoSeasonsSays() throws IOException {
    List<Timeline> games = Timelines.read().stream().filter(g -> g.season() < 21).toList();

    Constants fitted = new NbaFit(SHIPPED, games).fit();

    fitted
        .values()
        .forEach(
            (name, numbers) -> {
              List<Double> shipped = SHIPPED.values().get(name);
              for (int i = 0; i < numbers.size(); i++) {
                assertThat(shipped.get(i))
                    .as("%s, fitted: %s", name, numbers)
                    .isCloseTo(numbers.get(i), within(1e-3));
              }
            });
  }

  @Test
  void theClosingLineTellsTheWinnerAsWellAsANormalAroundIt() throws IOException {
    // Given the closing lines of 2007-15
    NbaModel model = NbaModel.of(SHIPPED);
    Map<Double, Double> wins = new HashMap<>();
    Scoring ours = new Scoring();
    Scoring normal = new Scoring();
    for (double[] line : closingLines()) {
      // When the winner is forecast from the spread
      double chance =
          wins.computeIfAbsent(
              line[0],
              spread ->
                  model
                      .prepare(new Fixture(model.ofLines(spread, 200), false))
                      .outlook(GameState.notStarted())
                      .finalScore()
                      .margin()
                      .atLeast(1));
      ours.add(chance, line[1]);
      normal.add(Normal.cdf(-line[0] / 12), line[1]);
    }

    // Then it is at least as good as N(spread, 12), which has .5777
    System.out.printf("NBA closing spread: ours %s; N(spread, 12) %s%n", ours, normal);
    assertThat(normal.logLoss()).isCloseTo(0.5777, within(2e-4));
    assertThat(ours.logLoss()).isLessThan(normal.logLoss());
  }

  /** Home spread, and 1 where the home team won; rows with swapped fields put right. */
  private static List<double[]> closingLines() throws IOException {
    List<double[]> lines = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    Files.newInputStream(
                        Shared.path("data/nba/nba_odds_sbr_2007_2015_klland.csv.gz"))),
                StandardCharsets.UTF_8))) {
      reader.readLine();
      for (String row = reader.readLine(); row != null; row = reader.readLine()) {
        String[] cells = row.split(",", -1);
        if (cells[8].isEmpty() || cells[10].isEmpty() || cells[4].isEmpty()) {
          continue;
        }
        double first = Double.parseDouble(cells[8]);
        double second = Double.parseDouble(cells[10]);
        // Where the home team is the underdog the two fields are swapped.
        double spread = first > second ? second : -first;
        double total = Math.max(first, second);
        if (total > 140 && total < 260 && Math.abs(spread) < 30) {
          double won = Double.parseDouble(cells[5]) > Double.parseDouble(cells[4]) ? 1 : 0;
          lines.add(new double[] {spread, won});
        }
      }
    }
    return lines;
  }
}
