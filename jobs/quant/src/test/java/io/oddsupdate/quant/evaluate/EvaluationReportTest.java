package io.oddsupdate.quant.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationReportTest {
  private static final Checkpoint COIN =
      new Checkpoint(
          "nba",
          "24 min",
          "home wins",
          "two games of <1999>",
          Scores.of(List.of(Forecast.win(0.5, true), Forecast.win(0.5, false))),
          List.of(
              new Benchmark("log loss", 0.7, "a coin"),
              new Benchmark("Brier", 0.2, "an oracle"),
              Benchmark.apart("mean error", 0.004, 0.005, "counted apart")));

  @Test
  void aFigureIsMetWhereTheScoreIsNotAboveIt() {
    String table = EvaluationTable.of(List.of(COIN));

    assertThat(table)
        .contains("0.6931")
        .contains("log loss 0.7000 met, Brier 0.2000 MISSED")
        .contains("mean error 0.0040, at most 0.0050 met");
  }

  @Test
  void thePageHasAPictureOfEachCheckpointAndSaysWhichGamesItIsOf() {
    String page = EvaluationReport.html(List.of(COIN, COIN));

    assertThat(page).contains("two games of &lt;1999&gt;").doesNotContain("<1999>");
    assertThat(page.split("<svg ", -1)).hasSize(3);
    assertThat(page).contains("<title>2 forecasts: 0.500 on average, 0.500 came true</title>");
    assertThat(page).contains("4 of 6 figures met");
  }

  @Test
  void thePageNeedsNothingElse() {
    assertThat(EvaluationReport.html(List.of(COIN)))
        .doesNotContain("src=")
        .doesNotContain("<script")
        .doesNotContain("<link");
  }
}
