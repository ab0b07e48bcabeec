package io.oddsupdate.pricing.model.epl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.oddsupdate.pricing.Shared;
import io.oddsupdate.pricing.model.Chances;
import io.oddsupdate.pricing.model.GridScore;
import io.oddsupdate.pricing.model.LineParts;
import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class ScoreGridTest {
  /** What tells the right signs from those with (0, 1) and (1, 0) swapped. */
  @Property(tries = 200)
  void sumsToOneAndKeepsBothMeans(
      @ForAll @DoubleRange(min = 0.01, max = 8) double homeRate,
      @ForAll @DoubleRange(min = 0.01, max = 8) double awayRate,
      @ForAll @DoubleRange(max = 1) double between) {
    double least = Math.max(-1 / homeRate, -1 / awayRate);
    double most = Math.min(1, 1 / (homeRate * awayRate));
    double rho = least + between * (most - least);
    DixonColes dependence = DixonColes.nearest(homeRate, awayRate, rho);
    double sum = 0;
    double homeMean = 0;
    double awayMean = 0;
    for (int i = 0; i < 60; i++) {
      for (int j = 0; j < 60; j++) {
        double cell = poisson(homeRate, i) * poisson(awayRate, j) * (1 + dependence.excess(i, j));
        assertThat(cell).isGreaterThanOrEqualTo(-1e-15);
        sum += cell;
        homeMean += i * cell;
        awayMean += j * cell;
      }
    }
    GridScore score = ScoreGrid.near(homeRate, awayRate, rho);

    assertThat(sum).isCloseTo(1, within(1e-12));
    assertThat(homeMean).isCloseTo(homeRate, within(1e-11));
    assertThat(awayMean).isCloseTo(awayRate, within(1e-11));
    assertThat(mean(score.home())).isCloseTo(homeRate, within(1e-10));
    assertThat(mean(score.away())).isCloseTo(awayRate, within(1e-10));
  }

  @Test
  void isLargeEnoughForAnyRate() {
    GridScore score = ScoreGrid.of(100, 0.001, 0);

    assertThat(mean(score.home())).isCloseTo(100, within(1e-9));
    assertThat(score.total().atLeast(101)).isCloseTo(1 - cumulative(100.001, 100), within(1e-12));
  }

  @Test
  void refusesADependenceThatMakesAChanceNegative() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScoreGrid.of(3, 3, 0.5))
        .withMessageContaining("rho must be between")
        .withMessageContaining("got 0.5");
    assertThatIllegalArgumentException().isThrownBy(() -> ScoreGrid.of(3, 3, -0.34));
    assertThatIllegalArgumentException().isThrownBy(() -> ScoreGrid.of(1, 1, Double.NaN));
    assertThat(ScoreGrid.of(3, 3, -1.0 / 3).bothScore()).isPositive();
  }

  @Test
  void refusesARateThatIsNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScoreGrid.of(0, 1.2, 0))
        .withMessageContaining("home_rate must be above 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScoreGrid.of(1.5, -0.1, 0))
        .withMessageContaining("away_rate must be above 0");
    assertThatIllegalArgumentException().isThrownBy(() -> ScoreGrid.of(1.5, Double.NaN, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> ScoreGrid.of(101, 1, 0));
  }

  @Test
  void agreesWithEveryMarketOfAnotherImplementation() throws IOException {
    int compared = 0;
    for (String row :
        Shared.read("vectors/soccer_grid_thirdparty_penaltyblog.csv").lines().skip(1).toList()) {
      // A description amid the cells has commas of its own.
      String[] cells = row.split(",", -1);
      int last = cells.length - 1;
      GridScore score = ScoreGrid.of(number(cells[0]), number(cells[1]), number(cells[2]));
      double line = cells[last - 1].isEmpty() ? 0 : number(cells[last - 1]);

      double ours = ask(score, cells[last - 2], line);

      assertThat(ours).as(row).isCloseTo(number(cells[last]), within(1e-9));
      compared++;
    }
    assertThat(compared).isEqualTo(462);
  }

  private static double ask(GridScore score, String metric, double line) {
    double home = score.margin().atLeast(1);
    double notAway = score.margin().atLeast(0);
    LineParts total = LineParts.over(line, score.total());
    LineParts handicap = LineParts.over(-line, score.margin());
    return switch (metric) {
      case "home_win" -> home;
      case "draw" -> notAway - home;
      case "away_win" -> 1 - notAway;
      case "btts_yes" -> score.bothScore();
      case "dnb_home" -> LineParts.over(0, score.margin()).probability();
      case "total_over" -> total.win() + total.halfWin() / 2;
      case "total_push" -> total.refund() + (total.halfWin() + total.halfLose()) / 2;
      case "total_under" -> total.lose() + total.halfLose() / 2;
      case "ah_home_win" -> handicap.win() + handicap.halfWin() / 2;
      case "ah_home_push" -> handicap.refund() + (handicap.halfWin() + handicap.halfLose()) / 2;
      case "ah_home_lose" -> handicap.lose() + handicap.halfLose() / 2;
      default -> {
        String[] goals = metric.substring("score_".length()).split("_");
        yield score.exactly(Integer.parseInt(goals[0]), Integer.parseInt(goals[1]));
      }
    };
  }

  private static double mean(Chances chances) {
    double mean = 0;
    for (int goals = 1; chances.atLeast(goals) > Chances.LEAST; goals++) {
      mean += chances.atLeast(goals);
    }
    return mean;
  }

  private static double poisson(double mean, int goals) {
    double mass = Math.exp(-mean);
    for (int i = 1; i <= goals; i++) {
      mass *= mean / i;
    }
    return mass;
  }

  private static double cumulative(double mean, int goals) {
    double sum = 0;
    for (int i = 0; i <= goals; i++) {
      sum += poisson(mean, i);
    }
    return sum;
  }

  private static double number(String text) {
    return Double.parseDouble(text);
  }
}
