package io.oddsupdate.pricing.model.nhl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.oddsupdate.pricing.Shared;
import io.oddsupdate.pricing.ShippedModels;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.model.GameModel;
import io.oddsupdate.pricing.model.Outlook;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The distribution of five seasons' results at puck drop, with the mean rates. */
class NhlVectorsTest {
  private static final List<GameModel> GAMES = List.of(Hockey.UNKNOWN, Hockey.KNOWN);

  @Test
  void drawsAndEmptyNetGoalsAreAsFrequentAsInResults() throws Exception {
    JsonNode vectors = vectors();
    double tie = vectors.at("/regulation/tie_share").asDouble();
    double byTwo = vectors.at("/regulation/home_by_2plus").asDouble();
    for (GameModel game : GAMES) {
      Outlook start = game.outlook(GameState.notStarted());
      System.out.printf(
          "draw %.4f (results %.4f), home by 1 %.4f, by 2 or more %.4f (%.4f), by 3 %.4f%n",
          Hockey.tie(start),
          tie,
          start.regulation().margin().exactly(1),
          start.regulation().margin().atLeast(2),
          byTwo,
          start.regulation().margin().exactly(3));
      assertThat(Hockey.tie(start)).isCloseTo(tie, within(0.01));
      assertThat(start.regulation().margin().atLeast(2)).isCloseTo(byTwo, within(0.01));
      for (int margin = -6; margin <= 6; margin++) {
        double share = vectors.at("/final/margin_share/" + margin).asDouble();
        assertThat(start.regulation().margin().exactly(margin))
            .as("margin %d", margin)
            .isCloseTo(share, within(0.01));
      }
    }
  }

  @Test
  void meansAndWinsAreAsInResults() throws Exception {
    JsonNode result = vectors().get("final");
    for (GameModel game : GAMES) {
      Outlook start = game.outlook(GameState.notStarted());
      System.out.printf(
          "home wins %.4f, final goals %.4f and %.4f%n",
          Hockey.homeWins(start),
          Hockey.mean(start.finalScore().home()),
          Hockey.mean(start.finalScore().away()));
      assertThat(Hockey.homeWins(start)).isCloseTo(result.get("home_win").asDouble(), within(0.01));
      assertThat(Hockey.mean(start.finalScore().home()))
          .isCloseTo(result.get("home_mean").asDouble(), within(0.02));
      assertThat(Hockey.mean(start.finalScore().away()))
          .isCloseTo(result.get("away_mean").asDouble(), within(0.02));
    }
  }

  @Test
  void overtimesAndShootoutsAreAsFrequentAsInResults() throws Exception {
    JsonNode result = vectors().get("final");
    NhlConstants constants = NhlConstants.of(ShippedModels.constants("nhl-2026.1"));
    TeamRates rates = Expected.rates(constants, constants.homeMean(), constants.awayMean());
    double level = Hockey.tie(Hockey.UNKNOWN.outlook(GameState.notStarted()));
    double undecided =
        StrictMath.exp(
            -(rates.overtimeHome() + rates.overtimeAway()) * NhlConstants.OVERTIME_SECONDS);

    System.out.printf("overtime %.4f, shootout %.4f%n", level * (1 - undecided), level * undecided);
    assertThat(level * (1 - undecided)).isCloseTo(result.get("ot_share").asDouble(), within(0.01));
    assertThat(level * undecided).isCloseTo(result.get("so_share").asDouble(), within(0.01));
  }

  private static JsonNode vectors() throws Exception {
    return new ObjectMapper()
        .readTree(Shared.read("vectors/nhl_results_distribution_2022_2026.json"));
  }
}
