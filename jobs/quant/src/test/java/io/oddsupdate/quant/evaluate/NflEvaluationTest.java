package io.oddsupdate.quant.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.market.League;
import io.oddsupdate.pricing.model.Fixture;
import io.oddsupdate.pricing.model.LeagueModel;
import io.oddsupdate.pricing.model.Leagues;
import io.oddsupdate.pricing.model.ScoreDistribution;
import io.oddsupdate.pricing.reference.ModelVersion;
import io.oddsupdate.quant.Shared;
import io.oddsupdate.quant.archive.NflGame;
import io.oddsupdate.quant.archive.NflGames;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Figures on seasons that the constants were not fitted on. */
class NflEvaluationTest {
  @Test
  void beatsWinstonAtTheEndsOfQuarters() {
    List<Checkpoint> checkpoints = HeldOut.of(League.NFL, NflGames.FILE);

    for (String name : List.of("start", "after quarter 1", "after quarter 2", "after quarter 3")) {
      Checkpoint checkpoint = HeldOut.named(checkpoints, name);
      assertThat(checkpoint.benchmarks())
          .as(name)
          .hasSizeGreaterThanOrEqualTo(4)
          .allMatch(benchmark -> benchmark.isMetBy(checkpoint.scores()));
    }
    assertThat(HeldOut.named(checkpoints, "after quarter 1").scores().brier()).isLessThan(0.185);
    assertThat(HeldOut.named(checkpoints, "after quarter 2").scores().brier()).isLessThan(0.148);
    assertThat(HeldOut.named(checkpoints, "after quarter 3").scores().brier()).isLessThan(0.123);
  }

  @Test
  void strengthsOfTheMoneylineForecastAsTheMoneylineDoes() {
    Checkpoint start = HeldOut.named(HeldOut.of(League.NFL, NflGames.FILE), "start, moneyline");

    assertThat(start.scores().games()).isEqualTo(2675);
    assertThat(start.benchmarks())
        .filteredOn(benchmark -> !benchmark.metric().equals("ECE"))
        .hasSize(4)
        .allMatch(benchmark -> benchmark.isMetBy(start.scores()));
  }

  @Test
  void wholeLinesPushAsOftenAsTheyDo() {
    // Given every game with whole lines: pushes are too rare for half of them
    ModelVersion shipped = HeldOut.shipped(League.NFL);
    LeagueModel model = Leagues.of(shipped.modelId(), shipped.constants());
    double[] spread = new double[3];
    double[] total = new double[3];
    for (NflGame game : NflGames.read(Shared.archive(NflGames.FILE))) {
      if (!game.lines()) {
        continue;
      }
      ScoreDistribution score =
          model
              .prepare(new Fixture(model.ofLines(game.spread(), game.total()), false))
              .outlook(GameState.notStarted())
              .finalScore();
      push(spread, -game.spread(), game.margin(), score.margin()::exactly);
      push(total, game.total(), game.homeFinal() + game.awayFinal(), score.total()::exactly);
    }

    // Then the model's rate is the games' within one point of a hundred
    System.out.printf(
        "NFL pushes: whole spreads %.0f, real %.4f, model %.4f; whole totals %.0f, real %.4f,"
            + " model %.4f%n",
        spread[0],
        spread[1] / spread[0],
        spread[2] / spread[0],
        total[0],
        total[1] / total[0],
        total[2] / total[0]);
    assertThat(spread[1] / spread[0]).isCloseTo(0.054, within(0.001));
    assertThat(spread[2] / spread[0]).isCloseTo(0.054, within(0.01));
    assertThat(total[1] / total[0]).isCloseTo(0.023, within(0.001));
    assertThat(total[2] / total[0]).isCloseTo(0.023, within(0.01));
  }

  private static void push(double[] counts, double line, int number, IntToDoubleFunction model) {
    if (line == Math.rint(line)) {
      counts[0]++;
      counts[1] += number == line ? 1 : 0;
      counts[2] += model.applyAsDouble((int) line);
    }
  }
}
