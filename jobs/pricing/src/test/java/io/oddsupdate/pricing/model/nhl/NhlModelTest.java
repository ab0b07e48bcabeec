package io.oddsupdate.pricing.model.nhl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.oddsupdate.pricing.ShippedModels;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.Situation;
import io.oddsupdate.pricing.model.Constants;
import io.oddsupdate.pricing.model.Outlook;
import io.oddsupdate.pricing.model.Strengths;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NhlModelTest {
  @ParameterizedTest
  @CsvSource({"0, 6", "-0.22, 6.23", "-1.2, 5.5", "2.4, 7", "-3, 8.5", "0.5, 4", "-4, 6"})
  void linesComeOutAsTheMeansOfTheFinalScore(double spread, double total) {
    Strengths strengths = Hockey.MODEL.ofLines(spread, total);

    Outlook start = Hockey.prepare(strengths, false).outlook(GameState.notStarted());

    double home = Hockey.mean(start.finalScore().home());
    double away = Hockey.mean(start.finalScore().away());
    assertThat(strengths.known()).isTrue();
    assertThat(home + away).isCloseTo(total, within(2e-3));
    assertThat(home - away).isCloseTo(-spread, within(2e-3));
  }

  @Test
  void strengthsAreTheGoalsOfRegulation() {
    for (boolean known : List.of(true, false)) {
      Outlook start =
          Hockey.prepare(new Strengths(3.6, 2.5, known), true).outlook(GameState.notStarted());

      assertThat(Hockey.mean(start.regulation().home())).isCloseTo(3.6, within(2e-3));
      assertThat(Hockey.mean(start.regulation().away())).isCloseTo(2.5, within(2e-3));
    }
  }

  @Test
  void averageTeamsAreUnknownAndNeutralOnesAreEqual() {
    assertThat(Hockey.MODEL.average()).isEqualTo(new Strengths(3.11, 2.90, false));
    assertThat(Hockey.MODEL.neutral().home()).isEqualTo(Hockey.MODEL.neutral().away());
    assertThat(Hockey.homeWins(Hockey.NEUTRAL.outlook(GameState.notStarted())))
        .isCloseTo(0.5, within(1e-9));
  }

  @Test
  void refusesLinesThatNoGameHas() {
    assertThatThrownBy(() -> Hockey.MODEL.ofLines(-0.5, 60)).hasMessageContaining("total");
    assertThatThrownBy(() -> Hockey.MODEL.ofLines(-0.5, -1)).hasMessageContaining("total");
    assertThatThrownBy(() -> Hockey.MODEL.ofLines(Double.NaN, 6)).hasMessageContaining("spread");
    assertThatThrownBy(() -> Hockey.MODEL.ofLines(-6.5, 6))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("spread -6.5 and total 6.0");
    assertThatThrownBy(() -> Hockey.prepare(new Strengths(100, 3, true), false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("home strength");
  }

  @Test
  void refusesConstantsThatAreMissingOrOutOfRange() {
    Map<String, List<Double>> values =
        new TreeMap<>(ShippedModels.constants("nhl-2026.1").values());
    values.put("caution", List.of(1.5));
    assertThatThrownBy(() -> NhlModel.of(new Constants(values))).hasMessageContaining("caution");
    values.remove("caution");
    assertThatThrownBy(() -> NhlModel.of(new Constants(values))).hasMessageContaining("caution");
  }

  @Test
  void aPowerPlayGoesOnAfterTheThirdPeriod() {
    Situation powerPlay = Situation.strength(5, 4, false, false);
    double before = Hockey.homeWins(Hockey.NEUTRAL.outlook(Hockey.live(3, 60, 2, 2, powerPlay)));
    for (int seconds = 59; seconds >= 0; seconds--) {
      double now =
          Hockey.homeWins(Hockey.NEUTRAL.outlook(Hockey.live(3, seconds, 2, 2, powerPlay)));

      assertThat(now).as("%d s", seconds).isCloseTo(before, within(0.005)).isGreaterThan(0.53);
      before = now;
    }
  }

  @Test
  void aGoalkeeperIsPulledForTheScoreByDegrees() {
    Situation pulled = Situation.strength(6, 5, true, false);
    double before = Hockey.homeWins(Hockey.KNOWN.outlook(Hockey.live(3, 700, 1, 2, pulled)));
    for (int seconds = 699; seconds >= 540; seconds--) {
      double now = Hockey.homeWins(Hockey.KNOWN.outlook(Hockey.live(3, seconds, 1, 2, pulled)));

      assertThat(now).as("%d s", seconds).isCloseTo(before, within(0.002));
      before = now;
    }
  }
}
