package io.oddsupdate.quant.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.oddsupdate.quant.Shared;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScoresTest {
  @Test
  void scoresAForecastThatComesTrueBetterThanOneThatDoesNot() {
    Scores right = Scores.of(List.of(Forecast.win(0.8, true)));
    Scores wrong = Scores.of(List.of(Forecast.win(0.8, false)));

    assertThat(right.logLoss()).isCloseTo(-Math.log(0.8), within(1e-12));
    assertThat(wrong.logLoss()).isCloseTo(-Math.log(0.2), within(1e-12));
    assertThat(right.brier()).isCloseTo(0.04, within(1e-12));
    assertThat(wrong.brier()).isCloseTo(0.64, within(1e-12));
  }

  @Test
  void staysFiniteWhereTheImpossibleComesTrue() {
    assertThat(Scores.of(List.of(Forecast.of(0, 0, 1))).logLoss())
        .isCloseTo(-Math.log(1e-6), within(1e-9));
  }

  @Test
  void calibrationErrorIsTheDistanceOfForecastAndFrequency() {
    List<Forecast> forecasts = new ArrayList<>();
    for (int game = 0; game < 10; game++) {
      forecasts.add(Forecast.win(0.75, game < 6));
    }

    Scores scores = Scores.of(forecasts);

    assertThat(scores.calibrationError()).isCloseTo(0.15, within(1e-12));
    assertThat(scores.reliability().get(7)).isEqualTo(new Bin(10, 0.75, 0.6));
  }

  @Test
  void aWeightCountsAsSoManyGames() {
    Scores counted =
        Scores.of(
            List.of(
                new Forecast(new double[] {0.3, 0.7}, 0, 3),
                new Forecast(new double[] {0.3, 0.7}, 1, 7)));

    assertThat(counted.games()).isEqualTo(10);
    assertThat(counted.calibrationError()).isCloseTo(0, within(1e-12));
  }

  @Test
  void tellsHowFarOffChanceMayPutIt() {
    // Given a hundred tosses of a fair coin, half of them heads, forecast as three in four
    List<Forecast> forecasts = new ArrayList<>();
    for (int toss = 0; toss < 100; toss++) {
      forecasts.add(Forecast.win(0.75, toss < 50));
    }

    Scores scores = Scores.of(forecasts);

    // Then each loss is half of log 3 beside their mean
    assertThat(scores.logLossError()).isCloseTo(Math.log(3) / 2 / 10, within(1e-12));
    assertThat(scores.accuracy()).isEqualTo(0.5);
    // And so many right forecasts would seem off by the mean distance of a binomial share
    assertThat(scores.calibrationChance())
        .isCloseTo(Math.sqrt(2 / Math.PI) * Math.sqrt(0.75 * 0.25 / 100), within(1e-12));
  }

  @Test
  void calibrationByChanceIsThatOfRightForecastsOnAverage() {
    Random random = new Random(7);
    double sum = 0;
    double told = 0;
    int seasons = 200;
    for (int season = 0; season < seasons; season++) {
      List<Forecast> forecasts = new ArrayList<>();
      for (int game = 0; game < 1000; game++) {
        double chance = random.nextDouble();
        forecasts.add(Forecast.win(chance, random.nextDouble() < chance));
      }
      Scores scores = Scores.of(forecasts);
      sum += scores.calibrationError() / seasons;
      told += scores.calibrationChance() / seasons;
    }

    assertThat(told).isCloseTo(sum, within(0.1 * sum));
  }

  @Test
  void aDifferenceOnTheSameGamesIsSurerThanEitherScore() {
    // Given two forecasts that differ by the same factor wherever the home team wins
    List<Forecast> ours = new ArrayList<>();
    List<Forecast> theirs = new ArrayList<>();
    for (int game = 0; game < 100; game++) {
      ours.add(Forecast.win(0.6, game < 50));
      theirs.add(Forecast.win(0.5, game < 50));
    }

    Benchmark benchmark = Benchmark.logLoss(ours, theirs, "a coin");

    // Then half of the differences is log(.5/.6), half log(.5/.4)
    double half = Math.abs(Math.log(0.5 / 0.6) - Math.log(0.5 / 0.4)) / 2;
    assertThat(benchmark.value()).isCloseTo(Math.log(2), within(1e-12));
    assertThat(benchmark.error().orElseThrow()).isCloseTo(half / 10, within(1e-12));
    assertThatThrownBy(() -> Benchmark.logLoss(ours, theirs.subList(1, 100), "a coin"))
        .hasMessageContaining("same games, got 100 and 99");
  }

  @Test
  void refusesToScoreNothing() {
    assertThatThrownBy(() -> Scores.of(List.of())).hasMessageContaining("at least one forecast");
  }

  @Test
  void agreesWithPublishedFigures() throws IOException {
    JsonNode published =
        new ObjectMapper().readTree(Shared.read("vectors/metrics_penaltyblog.json"));
    for (JsonNode row : published.get("brier_multiclass_sum_form")) {
      List<Forecast> forecasts = new ArrayList<>();
      for (int i = 0; i < row.get("p").size(); i++) {
        forecasts.add(Forecast.of(row.get("y").get(i).asInt(), numbers(row.get("p").get(i))));
      }
      assertThat(Scores.of(forecasts).brier())
          .isCloseTo(row.get("value").asDouble(), within(1e-12));
    }
    JsonNode rps = published.get("rps").get(0);
    assertThat(
            Scores.of(List.of(Forecast.of(rps.get("outcome").asInt(), numbers(rps.get("p")))))
                .rps())
        .isCloseTo(rps.get("exact").asDouble(), within(1e-12));
  }

  private static double[] numbers(JsonNode list) {
    double[] numbers = new double[list.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = list.get(i).asDouble();
    }
    return numbers;
  }
}
