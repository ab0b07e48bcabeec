package io.oddsupdate.pricing.model.epl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.oddsupdate.pricing.ShippedModels;
import io.oddsupdate.pricing.model.Constants;
import io.oddsupdate.pricing.model.Fixture;
import io.oddsupdate.pricing.model.LeagueModel;
import io.oddsupdate.pricing.model.Leagues;
import io.oddsupdate.pricing.model.Strengths;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EplModelTest {
  private static final LeagueModel MODEL = Matches.MODEL;

  @Test
  void averageTeamsAreNotKnownAndNeutralOnesAreEqual() {
    assertThat(MODEL.average()).isEqualTo(new Strengths(1.527, 1.278, false));
    assertThat(MODEL.neutral().known()).isTrue();
    assertThat(MODEL.neutral().home()).isEqualTo(MODEL.neutral().away());
  }

  @Test
  void refusesLinesThatNoMatchHas() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MODEL.ofLines(0, 0))
        .withMessageContaining("total must be above 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MODEL.ofLines(Double.NaN, 2.5))
        .withMessageContaining("spread must be at most");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MODEL.ofLines(-4, 2.5))
        .withMessageContaining("no match has spread -4.0 with total 2.5");
  }

  @Test
  void refusesTeamsThatNobodyHasSeen() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MODEL.prepare(new Fixture(new Strengths(31, 1, true), false)))
        .withMessageContaining("strengths must be at most 30");
  }

  @Test
  void refusesConstantsByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Leagues.of("epl-goals", with("rho", List.of(0.5))))
        .withMessageContaining("constant rho");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Leagues.of("epl-goals", with("goal_shares", List.of(1.0))))
        .withMessageContaining("constant goal_shares must have 8");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Leagues.of(
                    "epl-goals", with("goal_shares", List.of(.2, .2, .2, .2, .2, .2, .2, .2))))
        .withMessageContaining("constant goal_shares must sum to 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Leagues.of("epl-goals", with("red_own", null)))
        .withMessageContaining("constant red_own is missing");
  }

  private static Constants with(String name, List<Double> numbers) {
    Map<String, List<Double>> values =
        new TreeMap<>(ShippedModels.constants(Matches.VERSION).values());
    if (numbers == null) {
      values.remove(name);
    } else {
      values.put(name, numbers);
    }
    return new Constants(values);
  }
}
