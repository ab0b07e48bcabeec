package io.oddsupdate.quant.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.oddsupdate.pricing.market.League;
import io.oddsupdate.pricing.model.Constants;
import io.oddsupdate.quant.Shared;
import io.oddsupdate.quant.archive.DataFile;
import io.oddsupdate.quant.archive.EplMatches;
import io.oddsupdate.quant.archive.MlbRunCounts;
import io.oddsupdate.quant.archive.MlbWinRates;
import io.oddsupdate.quant.archive.NbaTimelines;
import io.oddsupdate.quant.archive.NflGames;
import io.oddsupdate.quant.archive.NhlGames;
import io.oddsupdate.quant.evaluate.EplEvaluation;
import io.oddsupdate.quant.evaluate.HeldOut;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The shipped constants are those that the data give, run again. */
class LeagueFitTest {
  /** Of these the fit says nearly the same wherever the likelihood is flat. */
  private static final Set<String> FLAT =
      Set.of("caution", "lead_reversion", "pull_seconds", "pull_share");

  @Test
  void nba() {
    agrees(League.NBA, false, 1e-3, NbaTimelines.FILE);
  }

  @Test
  void nfl() {
    agrees(League.NFL, false, 2e-3, NflGames.FILE);
  }

  @Test
  void nhl() {
    agrees(
        League.NHL,
        true,
        0.01,
        List.of(2022, 2023, 2024, 2025, 2026).stream()
            .map(NhlGames::file)
            .toArray(DataFile[]::new));
  }

  @Test
  void mlbFromSomewhereElse() {
    Map<String, List<Double>> elsewhere =
        new TreeMap<>(HeldOut.shipped(League.MLB).constants().values());
    elsewhere.put("home_edge", List.of(0.05));
    elsewhere.put("strength_spread", List.of(0.23));
    List<Double> rates = new ArrayList<>(elsewhere.get("inning_rates"));
    rates.set(0, 1.1);
    rates.set(1, 0.9);
    elsewhere.put("inning_rates", rates);
    agrees(League.MLB, new Constants(elsewhere), false, 0.015, MlbRunCounts.FILE, MlbWinRates.FILE);
  }

  @Test
  void epl() {
    agrees(
        League.EPL,
        false,
        2e-3,
        EplEvaluation.FITTED.stream().map(EplMatches::file).toArray(DataFile[]::new));
  }

  private static void agrees(
      League league, boolean everything, double tolerance, DataFile... needed) {
    agrees(league, HeldOut.shipped(league).constants(), everything, tolerance, needed);
  }

  private static void agrees(
      League league, Constants start, boolean everything, double tolerance, DataFile... needed) {
    Constants shipped = HeldOut.shipped(league).constants();

    Fitted fitted =
        LeagueFit.of(league).fit(start, Shared.archive(needed), everything, System.out::println);

    System.out.println(league.id() + ": " + fitted.provenance());
    assertThat(fitted.constants().values().keySet()).isEqualTo(shipped.values().keySet());
    fitted
        .constants()
        .values()
        .forEach(
            (name, numbers) -> {
              for (int i = 0; i < numbers.size() && !FLAT.contains(name); i++) {
                assertThat(shipped.values().get(name).get(i))
                    .as("%s, fitted: %s", name, numbers)
                    .isCloseTo(numbers.get(i), within(tolerance));
              }
            });
  }
}
