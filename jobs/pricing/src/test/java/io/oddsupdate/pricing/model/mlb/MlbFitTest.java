package io.oddsupdate.pricing.model.mlb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.oddsupdate.pricing.Shared;
import io.oddsupdate.pricing.ShippedModels;
import io.oddsupdate.pricing.model.Constants;
import io.oddsupdate.pricing.model.mlb.WinRateFit.Fitted;
import java.io.IOException;
import java.util.Iterator;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The shipped constants are the ones that the data give. Prints them. */
class MlbFitTest {
  private static final Constants SHIPPED = ShippedModels.constants("mlb-2026.1");

  @Test
  void shipsTheRunsToEndThatWereCounted() throws IOException {
    JsonNode states =
        new ObjectMapper()
            .readTree(Shared.read("vectors/mlb_run_expectancy.json"))
            .get("run_distribution_retrosheet_to_2023")
            .get("states");
    for (Iterator<Map.Entry<String, JsonNode>> i = states.fields(); i.hasNext(); ) {
      Map.Entry<String, JsonNode> counted = i.next();
      String[] key = counted.getKey().split("\\|", -1);
      int state = BaseOut.of(Integer.parseInt(key[0]), MlbGames.bases(key[1]));
      double[] counts = new double[counted.getValue().get("counts").size()];
      for (int runs = 0; runs < counts.length; runs++) {
        counts[runs] = counted.getValue().get("counts").get(runs).asDouble();
      }
      double[] row = RunsToEndFit.row(counts);
      assertThat(SHIPPED.list("runs_" + BaseOut.name(state), row.length, 0, 1))
          .as(counted.getKey())
          .containsExactly(row, within(1.5e-6));
    }
  }

  @Test
  void shipsTheStrengthsThatTheWinRatesTell() throws IOException {
    // When fitted anew from somewhere else
    Fitted fitted = WinRateFit.fit(SHIPPED, WinRates.read(), new Fitted(0.05, 0.23, 1.1, 0.9));
    System.out.println("MLB fitted: " + fitted);
    // Then it comes out where the shipped constants are
    assertThat(SHIPPED.number("home_edge", 0, 1)).isCloseTo(fitted.edge(), within(0.0015));
    assertThat(SHIPPED.number("strength_spread", 0, 1)).isCloseTo(fitted.spread(), within(0.01));
    double[] rates = SHIPPED.list("inning_rates", 9, 0, 2);
    assertThat(rates[0]).isCloseTo(fitted.first(), within(0.015));
    assertThat(rates[1]).isCloseTo(fitted.second(), within(0.015));
  }
}
