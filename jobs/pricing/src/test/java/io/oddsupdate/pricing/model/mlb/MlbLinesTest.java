package io.oddsupdate.pricing.model.mlb;

import static io.oddsupdate.pricing.model.mlb.MlbGames.MODEL;
import static io.oddsupdate.pricing.model.mlb.MlbGames.mean;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.oddsupdate.pricing.ShippedModels;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.model.Constants;
import io.oddsupdate.pricing.model.Fixture;
import io.oddsupdate.pricing.model.ScoreDistribution;
import io.oddsupdate.pricing.model.Strengths;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MlbLinesTest {
  @ParameterizedTest
  @CsvSource({"-0.5, 8.5", "0, 7", "1.4, 11.5", "-3, 5", "2.5, 14", "-8, 12"})
  void comesOutAtTheLinesThatItWasSolvedFor(double spread, double total) {
    Strengths strengths = MODEL.ofLines(spread, total);
    ScoreDistribution expected =
        MlbGames.regularSeason(strengths).outlook(GameState.notStarted()).finalScore();
    double home = mean(expected.home());
    double away = mean(expected.away());
    assertThat(home - away).isCloseTo(-spread, within(1e-7));
    assertThat(home + away).isCloseTo(total, within(1e-7));
    assertThat(mean(expected.total())).isCloseTo(total, within(1e-7));
    assertThat(strengths.known()).isTrue();
  }

  @Test
  void refusesLinesThatNoGameHas() {
    assertThatThrownBy(() -> MODEL.ofLines(-9, 8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("spread");
    assertThatThrownBy(() -> MODEL.ofLines(0, 0.5)).hasMessageContaining("total");
    assertThatThrownBy(() -> MODEL.ofLines(0, Double.NaN)).hasMessageContaining("total");
    assertThatThrownBy(() -> MODEL.ofLines(Double.NaN, 9)).hasMessageContaining("spread");
    assertThatThrownBy(() -> MODEL.prepare(new Fixture(new Strengths(26, 4, true), false)))
        .hasMessageContaining("home team must be at most 25");
  }

  @Test
  void namesTheConstantThatIsMissingOrOutOfRange() {
    assertThatThrownBy(() -> with("home_edge", List.of(2.0))).hasMessageContaining("home_edge");
    assertThatThrownBy(() -> with("runs_1_1-3", null)).hasMessageContaining("runs_1_1-3");
    assertThatThrownBy(() -> with("runs_1_1-3", List.of(.5, .5, .5, .0, .0, .0, .3)))
        .hasMessageContaining("runs_1_1-3");
    assertThatThrownBy(
            () -> with("inning_rates", List.of(1.1, 1.1, 1.1, 1.1, 1.1, 1.1, 1.1, 1.1, 1.1)))
        .hasMessageContaining("inning_rates");
  }

  private static MlbModel with(String name, List<Double> value) {
    Map<String, List<Double>> values =
        new TreeMap<>(ShippedModels.constants("mlb-2026.1").values());
    if (value == null) {
      values.remove(name);
    } else {
      values.put(name, value);
    }
    return MlbModel.of(new Constants(values));
  }
}
