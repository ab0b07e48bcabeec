package io.oddsupdate.quant.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.market.League;
import io.oddsupdate.pricing.model.Constants;
import io.oddsupdate.pricing.model.Fixture;
import io.oddsupdate.pricing.model.GameModel;
import io.oddsupdate.pricing.model.LeagueModel;
import io.oddsupdate.pricing.model.Leagues;
import io.oddsupdate.pricing.model.ScoreDistribution;
import io.oddsupdate.pricing.reference.ModelVersion;
import io.oddsupdate.quant.Shared;
import io.oddsupdate.quant.archive.MlbWinRate;
import io.oddsupdate.quant.archive.MlbWinRates;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The model of two unknown teams against how often games were won. */
class MlbEvaluationTest {
  private static final double GAMES = 190_000;

  @Test
  void isWithinHalfAPointOfTheWinRatesWhereHalfInningsBegin() {
    assertThat(error(average(Map.of()), MlbWinRate::startsHalfInning)).isLessThan(0.005);
  }

  @Test
  void isCloserStillInTheInningsThatTheConstantsWereNotFittedOn() {
    assertThat(
            error(
                average(Map.of()),
                cell -> cell.startsHalfInning() && cell.inning() > MlbEvaluation.LAST_FITTED))
        .isLessThan(0.0035);
  }

  @Test
  void isWithinAPointOfTheWinRatesInMidInning() {
    assertThat(error(average(Map.of()), cell -> !cell.startsHalfInning())).isLessThan(0.008);
  }

  @Test
  void learnsFromTheScoreWhoIsStronger() {
    double taken =
        error(average(Map.of("strength_spread", List.of(0.0))), MlbWinRate::startsHalfInning);
    assertThat(taken).isGreaterThan(2 * error(average(Map.of()), MlbWinRate::startsHalfInning));
  }

  @Test
  void losesHardlyMoreThanTheWinRatesThemselvesWould() throws IOException {
    List<Checkpoint> checkpoints = HeldOut.of(League.MLB, MlbWinRates.FILE);
    JsonNode floor = new ObjectMapper().readTree(Shared.read("vectors/mlb_team_blind_floor.json"));

    assertThat(checkpoints)
        .allSatisfy(
            checkpoint ->
                assertThat(checkpoint.benchmarks())
                    .as(checkpoint.name())
                    .allMatch(benchmark -> benchmark.isMetBy(checkpoint.scores())));
    GameModel average = average(Map.of());
    for (int inning = 1; inning <= 9; inning++) {
      double best = floor.get("log_loss").get(inning - 1).asDouble();
      double brier = floor.get("brier").get(inning - 1).asDouble();
      if (inning <= 5) {
        Checkpoint start = HeldOut.named(checkpoints, "start of inning " + inning);
        assertThat(start.scores().logLoss()).isCloseTo(best, within(0.0006));
        assertThat(start.scores().brier()).isCloseTo(brier, within(0.0006));
      } else {
        // Where no win rates are at hand, it expects of itself what the games show.
        Scores expected = expected(average, inning);
        System.out.printf(
            "MLB inning %d expected log loss %.4f, floor %.4f, Brier %.4f, floor %.4f%n",
            inning, expected.logLoss(), best, expected.brier(), brier);
        assertThat(expected.logLoss()).isCloseTo(best, within(0.01));
        assertThat(expected.brier()).isCloseTo(brier, within(0.004));
      }
    }
  }

  private static GameModel average(Map<String, List<Double>> changed) {
    ModelVersion shipped = HeldOut.shipped(League.MLB);
    Map<String, List<Double>> values = new TreeMap<>(shipped.constants().values());
    values.putAll(changed);
    LeagueModel model = Leagues.of(shipped.modelId(), new Constants(values));
    return model.prepare(new Fixture(model.average(), false));
  }

  /** Mean distance of chance and frequency, each state counted once; prints more. */
  private static double error(GameModel game, Predicate<MlbWinRate> which) {
    List<MlbWinRate> cells =
        MlbWinRates.read(Shared.archive(MlbWinRates.FILE)).stream().filter(which).toList();
    double sum = 0;
    double most = 0;
    double deviance = 0;
    for (MlbWinRate cell : cells) {
      double chance = WinRateForecast.homeWins(game, cell);
      double rate = cell.rate();
      sum += Math.abs(chance - rate);
      most = Math.max(most, Math.abs(chance - rate));
      deviance +=
          2
              * cell.games()
              * (rate * Math.log(rate / chance) + (1 - rate) * Math.log((1 - rate) / (1 - chance)));
    }
    System.out.printf(
        "MLB %d states: mean error %.4f, most %.4f, deviance %.2f a state%n",
        cells.size(), sum / cells.size(), most, deviance / cells.size());
    return sum / cells.size();
  }

  /** Over the leads that at least a thousand games have, as in the floor. */
  private static Scores expected(GameModel game, int inning) {
    ScoreDistribution before =
        game.outlook(GameState.notStarted()).periods(1, inning - 1).orElseThrow();
    List<Forecast> forecasts = new ArrayList<>();
    for (int lead = -12; lead <= 12; lead++) {
      double weight = before.margin().exactly(lead);
      if (weight * GAMES >= 1000) {
        double chance =
            WinRateForecast.homeWins(game, new MlbWinRate(inning, false, 0, 0, lead, 1, 0));
        double[] chances = {chance, 1 - chance};
        forecasts.add(new Forecast(chances, 0, weight * chance));
        forecasts.add(new Forecast(chances, 1, weight * (1 - chance)));
      }
    }
    return Scores.of(forecasts);
  }
}
