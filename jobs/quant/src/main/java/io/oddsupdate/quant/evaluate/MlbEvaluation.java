package io.oddsupdate.quant.evaluate;

import io.oddsupdate.pricing.model.Fixture;
import io.oddsupdate.pricing.model.GameModel;
import io.oddsupdate.pricing.model.LeagueModel;
import io.oddsupdate.pricing.model.Leagues;
import io.oddsupdate.pricing.reference.ModelVersion;
import io.oddsupdate.quant.archive.Archive;
import io.oddsupdate.quant.archive.DataFile;
import io.oddsupdate.quant.archive.MlbWinRate;
import io.oddsupdate.quant.archive.MlbWinRates;
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

  private static final String FLOOR = "the frequencies themselves, and .0006";

  /** How near to the floor is near enough. */
  private static final double WITHIN = 0.0006;

  /** A cell of fewer games tells more of chance than of the state. */
  private static final int GAMES_LEAST = 1000;

  @Override
  public List<DataFile> needed() {
    return List.of(MlbWinRates.FILE);
  }

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
      List<MlbWinRate> top =
          of(cells, c -> c.inning() == asked && !c.bottom() && c.startsHalfInning());
      Scores floor = floor(top);
      checkpoints.add(
          checkpoint(
              average,
              top,
              "start of inning " + inning,
              inning <= LAST_FITTED ? "fitted on" : "held out",
              List.of(
                  new Benchmark("log loss", floor.logLoss() + WITHIN, FLOOR),
                  new Benchmark("Brier", floor.brier() + WITHIN, FLOOR))));
    }
    checkpoints.add(
        checkpoint(
            average,
            of(cells, c -> c.startsHalfInning() && c.inning() > LAST_FITTED),
            "half innings, 4 on",
            "held out",
            List.of()));
    checkpoints.add(
        checkpoint(
            average,
            of(cells, c -> !c.startsHalfInning()),
            "in mid inning",
            "held out",
            List.of()));
    return checkpoints;
  }

  /** Less than that of the frequencies themselves no forecast from the state alone can lose. */
  private static Scores floor(List<MlbWinRate> cells) {
    List<Forecast> forecasts = new ArrayList<>();
    cells.forEach(cell -> add(forecasts, cell.rate(), cell));
    return Scores.of(forecasts);
  }

  private static void add(List<Forecast> forecasts, double chance, MlbWinRate cell) {
    double[] chances = {chance, 1 - chance};
    forecasts.add(new Forecast(chances, 0, cell.homeWins()));
    forecasts.add(new Forecast(chances, 1, cell.games() - cell.homeWins()));
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
      add(forecasts, chance, cell);
    }
    List<Benchmark> all = new ArrayList<>(benchmarks);
    all.add(
        Benchmark.apart("mean error", distance, 0.0085, "closed form with home edge, top half"));
    return new Checkpoint(
        "mlb",
        name,
        "home wins",
        "%s%s; %d states".formatted(GAMES, fitted, cells.size()),
        Scores.of(forecasts),
        all);
  }
}
