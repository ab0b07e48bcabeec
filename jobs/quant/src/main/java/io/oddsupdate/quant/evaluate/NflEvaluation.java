package io.oddsupdate.quant.evaluate;

import io.oddsupdate.pricing.game.EventStatus;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.PeriodType;
import io.oddsupdate.pricing.game.Situation;
import io.oddsupdate.pricing.model.Chances;
import io.oddsupdate.pricing.model.Fixture;
import io.oddsupdate.pricing.model.GameModel;
import io.oddsupdate.pricing.model.LeagueModel;
import io.oddsupdate.pricing.model.Leagues;
import io.oddsupdate.pricing.model.Normal;
import io.oddsupdate.pricing.reference.ModelVersion;
import io.oddsupdate.quant.archive.Archive;
import io.oddsupdate.quant.archive.DataFile;
import io.oddsupdate.quant.archive.NflGame;
import io.oddsupdate.quant.archive.NflGames;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Who wins, from closing lines and the score at the ends of quarters. Ties are left out. */
public final class NflEvaluation implements Evaluation {
  /** Constants may be fitted on seasons up to here. */
  public static final int LAST_FITTED = 2016;

  private static final int QUARTER = 900;

  /** Stern and Winston with the deviation of Pro Football Reference. */
  private static final double SIGMA = 13.45;

  private static final String PUBLISHED = "Stern with sigma 13.45, 2,674 games 2011-21";

  /** Brier of the baseline at the start and after each quarter. */
  private static final double[] BRIER = {0.2076, 0.1853, 0.1482, 0.1226};

  @Override
  public List<DataFile> needed() {
    return List.of(NflGames.FILE);
  }

  @Override
  public List<Checkpoint> heldOut(ModelVersion version, Archive archive, Consumer<String> told) {
    LeagueModel model = Leagues.of(version.modelId(), version.constants());
    GameModel average = model.prepare(new Fixture(model.average(), false));
    List<NflGame> games =
        NflGames.read(archive).stream()
            .filter(game -> game.lines() && game.season() > LAST_FITTED && game.margin() != 0)
            .toList();
    List<GameModel> prepared = new ArrayList<>();
    for (NflGame game : games) {
      prepared.add(model.prepare(new Fixture(model.ofLines(game.spread(), game.total()), false)));
    }
    List<Checkpoint> checkpoints = new ArrayList<>();
    for (int quarters = 0; quarters < 4; quarters++) {
      List<Forecast> known = new ArrayList<>();
      List<Forecast> blind = new ArrayList<>();
      List<Forecast> stern = new ArrayList<>();
      for (int i = 0; i < games.size(); i++) {
        NflGame game = games.get(i);
        GameState state = state(game, quarters);
        boolean won = game.margin() > 0;
        known.add(Forecast.win(wins(prepared.get(i), state), won));
        blind.add(Forecast.win(wins(average, state), won));
        stern.add(Forecast.win(stern(game, quarters), won));
      }
      String moment = quarters == 0 ? "start" : "after quarter " + quarters;
      String seasons = "seasons " + (LAST_FITTED + 1) + "-21, held out";
      checkpoints.add(
          new Checkpoint(
              "nfl",
              moment,
              "home wins",
              seasons + "; strengths from closing lines",
              Scores.of(known),
              benchmarks(quarters, stern)));
      checkpoints.add(
          new Checkpoint(
              "nfl",
              moment + ", team-blind",
              "home wins",
              seasons + "; two average teams",
              Scores.of(blind),
              List.of()));
    }
    return checkpoints;
  }

  private static List<Benchmark> benchmarks(int quarters, List<Forecast> stern) {
    List<Benchmark> benchmarks = new ArrayList<>();
    benchmarks.add(new Benchmark("Brier", BRIER[quarters], PUBLISHED));
    String same = "Stern with sigma 13.45, same games";
    benchmarks.add(new Benchmark("Brier", Scores.of(stern).brier(), same));
    benchmarks.add(new Benchmark("log loss", Scores.of(stern).logLoss(), same));
    if (quarters == 0) {
      benchmarks.add(
          new Benchmark(
              "log loss", 0.5998, "closing moneyline without margin, 2,674 games 2011-21"));
    }
    return benchmarks;
  }

  private static double wins(GameModel model, GameState state) {
    Chances margin = model.outlook(state).finalScore().margin();
    double won = margin.atLeast(1);
    return won / (won + 1 - margin.atLeast(0));
  }

  private static double stern(NflGame game, int quarters) {
    double left = 1 - quarters / 4.0;
    double mean = game.home(quarters) - game.away(quarters) - game.spread() * left;
    double sd = SIGMA * Math.sqrt(left);
    double above = 1 - Normal.cdf((0.5 - mean) / sd);
    double level = 1 - above - Normal.cdf((-0.5 - mean) / sd);
    return above + level / 2;
  }

  private static GameState state(NflGame game, int quarters) {
    return quarters == 0
        ? GameState.notStarted()
        : GameState.of(
            EventStatus.LIVE,
            quarters + 1,
            PeriodType.REG,
            QUARTER,
            0,
            game.home(quarters),
            game.away(quarters),
            List.of(),
            Situation.NONE);
  }
}
