package io.oddsupdate.quant.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvaluationReportTest {
  private static final Map<String, String> VERSIONS = Map.of("nba", "nba-2999.1");

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
        .contains("log loss 0.7000 (a) met, Brier 0.2000 (b) MISSED")
        .contains("mean error 0.0040, at most 0.0050 (c) met")
        .contains("(a) a coin")
        .contains("(c) counted apart");
  }

  @Test
  void figuresAreComparedInTheFourPlacesThatAreTold() {
    Scores scores = COIN.scores();

    assertThat(new Benchmark("log loss", 0.69311, "log of 2 is .693147").isMetBy(scores)).isTrue();
    assertThat(new Benchmark("log loss", 0.6930, "less").isMetBy(scores)).isFalse();
  }

  @Test
  void aSourceIsNamedOnceHoweverOftenItIsComparedWith() {
    String page = EvaluationReport.html(List.of(COIN, COIN), VERSIONS);

    assertThat(page.split("<b>a</b> a coin", -1)).hasSize(2);
    assertThat(page).contains("0.7000 <sup>a</sup>").contains("0.2000 <sup>b</sup>");
  }

  @Test
  void thePageHasAPictureOfEachCheckpointAndSaysWhichGamesItIsOf() {
    String page = EvaluationReport.html(List.of(COIN, COIN), VERSIONS);

    assertThat(page).contains("two games of &lt;1999&gt;").doesNotContain("<1999>");
    assertThat(page.split("<svg ", -1)).hasSize(3);
    assertThat(page).contains("<title>2 forecasts: 0.500 on average, 0.500 came true</title>");
    assertThat(page).contains("nba-2999.1<br>4 of 6 figures met");
  }

  @Test
  void thePageNeedsNothingElse() {
    assertThat(EvaluationReport.html(List.of(COIN), VERSIONS))
        .doesNotContain("src=")
        .doesNotContain("<script")
        .doesNotContain("<link");
  }
}
