package io.oddsupdate.pricing.model.epl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.oddsupdate.pricing.Shared;
import io.oddsupdate.pricing.model.GridScore;
import io.oddsupdate.pricing.model.LineParts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class GoalExpectancyTest {
  @Test
  void agreesWithAnotherImplementation() throws IOException {
    JsonNode vectors =
        new ObjectMapper().readTree(Shared.read("vectors/soccer_goal_expectancy_penaltyblog.json"));
    JsonNode exact = vectors.get("rows").get(0);
    JsonNode ranges = vectors.get("rows").get(1);

    GoalExpectancy first = solve(exact);
    GoalExpectancy second = solve(ranges);

    assertThat(first.home()).isCloseTo(exact.get("home_exp").asDouble(), within(5e-5));
    assertThat(first.away()).isCloseTo(exact.get("away_exp").asDouble(), within(5e-5));
    assertThat(second.home())
        .isBetween(
            ranges.get("home_exp_range").get(0).asDouble(),
            ranges.get("home_exp_range").get(1).asDouble());
    assertThat(second.away())
        .isBetween(
            ranges.get("away_exp_range").get(0).asDouble(),
            ranges.get("away_exp_range").get(1).asDouble());
  }

  private static GoalExpectancy solve(JsonNode row) {
    List<Double> result = new ArrayList<>();
    row.get("p_hda").forEach(chance -> result.add(chance.asDouble()));
    return GoalExpectancy.ofResult(result, row.get("rho").asDouble());
  }

  @Test
  void refusesTheGuardedDependences() throws IOException {
    JsonNode refused =
        new ObjectMapper()
            .readTree(Shared.read("vectors/soccer_goal_expectancy_penaltyblog.json"))
            .get("dixon_coles_guard")
            .get("must_reject");

    assertThat(refused).hasSize(3);
    for (JsonNode each : refused) {
      assertThatIllegalArgumentException()
          .as("%s", each)
          .isThrownBy(
              () ->
                  ScoreGrid.of(
                      each.get("lambda").asDouble(),
                      each.get("mu").asDouble(),
                      each.path("rho").asDouble(0)));
    }
  }

  @Property(tries = 100)
  void findsTheRatesOfAResult(
      @ForAll @DoubleRange(min = 0.3, max = 4) double homeRate,
      @ForAll @DoubleRange(min = 0.3, max = 4) double awayRate,
      @ForAll @DoubleRange(min = -0.12, max = 0.05) double rho) {
    GridScore score = ScoreGrid.of(homeRate, awayRate, rho);

    GoalExpectancy found = GoalExpectancy.ofResult(result(score), rho);

    assertThat(found.home()).isCloseTo(homeRate, within(1e-4));
    assertThat(found.away()).isCloseTo(awayRate, within(1e-4));
  }

  @Property(tries = 100)
  void findsTheRatesOfAResultAndATotal(
      @ForAll @DoubleRange(min = 0.3, max = 4) double homeRate,
      @ForAll @DoubleRange(min = 0.3, max = 4) double awayRate) {
    GridScore score = ScoreGrid.of(homeRate, awayRate, -0.07);
    double over = LineParts.over(2.25, score.total()).probability();

    GoalExpectancy found = GoalExpectancy.ofResultAndTotal(result(score), 2.25, over, -0.07);

    assertThat(found.home()).isCloseTo(homeRate, within(1e-6));
    assertThat(found.away()).isCloseTo(awayRate, within(1e-6));
    assertThat(found.error()).isLessThan(1e-9);
  }

  private static List<Double> result(GridScore score) {
    double home = score.margin().atLeast(1);
    double notAway = score.margin().atLeast(0);
    return List.of(home, notAway - home, 1 - notAway);
  }

  @Test
  void saysWhatNoRatesGive() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GoalExpectancy.ofResult(List.of(0.45, 0.0001, 0.5499), 0))
        .withMessageContaining("no goal rates give result");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GoalExpectancy.ofResultAndTotal(List.of(0.3, 0.5, 0.2), 2.5, 0.9, -0.07))
        .withMessageContaining("no goal rates give result");
  }

  @Test
  void namesWhatIsOutOfRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GoalExpectancy.ofResult(List.of(0.5, 0.5), 0))
        .withMessageContaining("home, draw and away");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GoalExpectancy.ofResult(List.of(0.5, 0.0, 0.5), 0))
        .withMessageContaining("between 0 and 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GoalExpectancy.ofResultAndTotal(List.of(.4, .3, .3), 0, 0.5, 0))
        .withMessageContaining("line must be above 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GoalExpectancy.ofResultAndTotal(List.of(.4, .3, .3), 2.5, 1, 0))
        .withMessageContaining("over must be between 0 and 1");
  }
}
