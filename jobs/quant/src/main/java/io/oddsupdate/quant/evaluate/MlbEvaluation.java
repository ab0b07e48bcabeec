package io.oddsupdate.quant.evaluate;

import io.oddsupdate.pricing.model.Fixture;
import io.oddsupdate.pricing.model.GameModel;
import io.oddsupdate.pricing.model.LeagueModel;
import io.oddsupdate.pricing.model.Leagues;
import io.oddsupdate.pricing.reference.ModelVersion;
import io.oddsupdate.quant.archive.Archive;
import io.oddsupdate.quant.archive.MlbWinRate;
import io.oddsupdate.quant.archive.MlbWinRates;
import io.oddsupdate.quant.fit.mlb.WinRateForecast;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Who wins, from the state of the game alone. The archive has counts of games by state, not games:
 * they cannot be split by game, so what is held out are later innings than those fitted on.
 */
public final class MlbEvaluation implements Evaluation {
  /** Constants may be fitted on the starts of half innings up to here. */
  public static final int LAST_FITTED = 3;

  private static final String GAMES = "two average teams; games by state, Retrosheet to 2023, ";

  /** What the frequencies themselves score, at the starts of innings 1 to 9. */
  private static final double[] FLOOR = {
    0.6898, 0.6482, 0.6118, 0.5704, 0.5193, 0.4671, 0.4011, 0.3228, 0.2252
  };

  /** A cell of fewer games tells more of chance than of the state. */
  private static final int GAMES_LEAST = 1000;

  @Override
  public List<Checkpoint> heldOut(ModelVersion version, Archive archive, Consumer<String> told) {
    LeagueModel model = Leagues.of(version.modelId(), version.constants());
    GameModel average = model.prepare(new Fixture(model.average(), false));
    List<MlbWinRate> cells =
        MlbWinRates.read(archive).stream().filter(c -> c.games() >= GAMES_LEAST).toList();
    int last = cells.stream().mapToInt(MlbWinRate::inning).max().orElseThrow();
    List<Checkpoint> checkpoints = new ArrayList<>();
    for (int inning = 1; inning <= last; inning++) {
      int asked = inning;
      String fitted = inning <= LAST_FITTED ? "fitted on" : "held out";
      List<MlbWinRate> top =
          of(cells, c -> c.inning() == asked && !c.bottom() && c.startsHalfInning());
      checkpoints.add(
          checkpoint(
              average,
              top,
              "start of inning " + inning,
              fitted,
              List.of(
                  new Benchmark(
                      "log loss",
                      FLOOR[inning - 1] + 0.0006,
                      "the frequencies scored on themselves (%s) and 0.0006"
                          .formatted(FLOOR[inning - 1])),
                  new Benchmark("ECE", 0.01, "the accepted mean distance"))));
      checkpoints.add(
          checkpoint(
              average,
              of(cells, c -> c.inning() == asked && c.bottom() && c.startsHalfInning()),
              "bottom of inning " + inning,
              fitted,
              List.of(new Benchmark("ECE", 0.01, "the accepted mean distance"))));
    }
    checkpoints.add(
        checkpoint(
            average,
            of(cells, c -> !c.startsHalfInning()),
            "within half innings",
            "held out: outs and bases of innings 1 to " + last,
            List.of(new Benchmark("ECE", 0.01, "the accepted mean distance"))));
    return checkpoints;
  }

  private static List<MlbWinRate> of(List<MlbWinRate> cells, Predicate<MlbWinRate> which) {
    return cells.stream().filter(which).toList();
  }

  private static Checkpoint checkpoint(
      GameModel average,
      List<MlbWinRate> cells,
      String name,
      String fitted,
      List<Benchmark> benchmarks) {
    List<Forecast> forecasts = new ArrayList<>();
    double distance = 0;
    for (MlbWinRate cell : cells) {
      double chance = WinRateForecast.homeWins(average, cell);
      distance += Math.abs(chance - cell.rate()) / cells.size();
      double[] chances = {chance, 1 - chance};
      forecasts.add(new Forecast(chances, 0, cell.homeWins()));
      forecasts.add(new Forecast(chances, 1, cell.games() - cell.homeWins()));
    }
    return new Checkpoint(
        "mlb",
        name,
        "home wins",
        "%s%s; %d states, mean distance of chance and frequency %.4f"
            .formatted(GAMES, fitted, cells.size(), distance),
        Scores.of(forecasts),
        benchmarks);
  }
}
