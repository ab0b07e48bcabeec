package io.oddsupdate.pricing.odds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.oddsupdate.pricing.Shared;
import io.oddsupdate.pricing.odds.Devigged.Fallback;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Against what four other implementations printed. */
class DevigReferenceTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void agreesWithThirdPartyCodeOnRealOdds() throws IOException {
    int compared = 0;
    for (String line :
        Shared.read("vectors/devig_thirdparty_oracle_epl_2022_23.csv").lines().skip(1).toList()) {
      String[] cells = line.split(",", -1);
      Optional<DevigMethod> method = method(cells[6]);
      if (method.isEmpty()) {
        continue;
      }
      compared++;
      List<Double> odds = Stream.of(cells[3], cells[4], cells[5]).map(Double::valueOf).toList();

      Devigged fair = Devig.devig(method.get(), odds);

      double tolerance = method.get() == DevigMethod.SHIN ? 1e-7 : 1e-10;
      for (int i = 0; i < 3; i++) {
        assertThat(fair.probabilities().get(i))
            .as(line)
            .isCloseTo(Double.parseDouble(cells[8 + i]), within(tolerance));
      }
      if (fair.parameter().isPresent()) {
        assertThat(fair.parameter().getAsDouble())
            .as(line)
            .isCloseTo(Double.parseDouble(cells[12]), within(1e-6));
      }
      assertThat(fair.fallback()).isEmpty();
    }
    assertThat(compared).isEqualTo(480);
  }

  /**
   * Of the oracle's methods, the ones that are ours: two of its others are ours by another name.
   */
  private static Optional<DevigMethod> method(String name) {
    return Stream.of(DevigMethod.values()).filter(method -> method.id().equals(name)).findFirst();
  }

  @Test
  void agreesWithWhatRsImpliedPrints() throws IOException {
    JsonNode vectors = JSON.readTree(Shared.read("vectors/devig_implied_R.json"));
    for (int row = 0; row < 3; row++) {
      List<Double> odds = numbers(vectors.path("odds").path(row));
      JsonNode methods = vectors.path("methods");
      compare(methods.path("basic"), DevigMethod.MULTIPLICATIVE, odds, row, 5e-7);
      compare(methods.path("additive"), DevigMethod.ADDITIVE, odds, row, 5e-7);
      // With R's printed parameters the sums are 2e-5 beside 1: it stops that short of the roots.
      compare(methods.path("power"), DevigMethod.POWER, odds, row, 3e-6);
      compare(methods.path("odds_ratio"), DevigMethod.ODDS_RATIO, odds, row, 3e-6);
      compare(methods.path("shin"), DevigMethod.SHIN, odds, row, 1e-4);
      Devigged fair = Devig.devig(DevigMethod.MULTIPLICATIVE, odds);
      assertThat(fair.overround() - 1)
          .isCloseTo(vectors.path("margin").path(row).asDouble(), within(5e-7));
      assertThat(1 / Devig.devig(DevigMethod.POWER, odds).parameter().orElseThrow())
          .isCloseTo(
              methods.path("power").path("exponent_k_in_p=r^(1/k)").path(row).asDouble(),
              within(4e-5));
      assertThat(Devig.devig(DevigMethod.ODDS_RATIO, odds).parameter().orElseThrow())
          .isCloseTo(methods.path("odds_ratio").path("or").path(row).asDouble(), within(4e-5));
    }
  }

  private static void compare(
      JsonNode vector, DevigMethod method, List<Double> odds, int row, double tolerance) {
    assertClose(Devig.devig(method, odds), numbers(vector.path("p").path(row)), tolerance);
  }

  @Test
  void neverPublishesTheNegativeProbabilitiesOfTheAdditiveMethod() throws IOException {
    JsonNode vectors =
        JSON.readTree(Shared.read("vectors/devig_implied_R.json")).path("additive_negative_case");
    List<Double> odds = numbers(vectors.path("inverse_odds")).stream().map(p -> 1 / p).toList();
    assertThat(numbers(vectors.path("p"))).anyMatch(p -> p < 0);

    Devigged fair = Devig.devig(DevigMethod.ADDITIVE, odds);

    assertThat(fair.fallback()).contains(Fallback.NEGATIVE_PROBABILITY);
    assertThat(fair.used()).isEqualTo(DevigMethod.MULTIPLICATIVE);
    assertThat(fair.probabilities()).allMatch(p -> p > 0);
  }

  @Test
  void agreesWithTheShinPackage() throws IOException {
    JsonNode vectors = JSON.readTree(Shared.read("vectors/devig_shin_mberk.json"));
    for (JsonNode row : vectors.path("rows")) {
      Devigged fair = Devig.devig(DevigMethod.SHIN, numbers(row.path("odds")));
      assertClose(fair, numbers(row.path("p")), 1e-7);
      assertThat(fair.parameter().orElseThrow()).isCloseTo(row.path("z").asDouble(), within(1e-6));
    }
  }

  @Test
  void agreesWithPenaltyblog() throws IOException {
    JsonNode vectors = JSON.readTree(Shared.read("vectors/devig_penaltyblog.json"));
    List<Double> odds = numbers(vectors.path("odds"));
    for (DevigMethod method : DevigMethod.values()) {
      assertClose(
          Devig.devig(method, odds), numbers(vectors.path("methods").path(method.id())), 1e-4);
    }
    List<Double> american =
        numbers(vectors.path("docs_shin").path("american")).stream()
            .map(odd -> AmericanOdds.decimal(odd.longValue()))
            .toList();
    assertClose(
        Devig.devig(DevigMethod.SHIN, american),
        numbers(vectors.path("docs_shin").path("p")),
        1e-6);
  }

  private static void assertClose(Devigged fair, List<Double> expected, double tolerance) {
    assertThat(expected).isNotEmpty();
    assertThat(fair.probabilities()).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(fair.probabilities().get(i))
          .as("%s of %s", i, fair)
          .isCloseTo(expected.get(i), within(tolerance));
    }
  }

  private static List<Double> numbers(JsonNode array) {
    List<Double> numbers = new ArrayList<>();
    array.forEach(node -> numbers.add(node.asDouble()));
    return numbers;
  }
}
