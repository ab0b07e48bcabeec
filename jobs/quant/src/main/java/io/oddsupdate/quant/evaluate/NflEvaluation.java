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
import io.oddsupdate.pricing.model.Strengths;
import io.oddsupdate.pricing.prior.MarketPrior;
import io.oddsupdate.pricing.prior.PriorQuote;
import io.oddsupdate.pricing.prior.PriorSolution.Solved;
import io.oddsupdate.pricing.reference.ModelVersion;
import io.oddsupdate.quant.archive.Archive;
import io.oddsupdate.quant.archive.DataFile;
import io.oddsupdate.quant.archive.NflGame;
import io.oddsupdate.quant.archive.NflGames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** Who wins, from closing lines and the score at the ends of quarters. Ties are left out. */
public final class NflEvaluation implements Evaluation {
  /** Constants may be fitted on seasons up to here. */
  public static final int LAST_FITTED = 2016;

  private static final int QUARTER = 900;

  /** A closing line is set such that both sides are as likely. */
  private static final double EVEN = 0.5;

  /** Stern and Winston with the deviation of Pro Football Reference. */
  private static final double SIGMA = 13.45;

  private static final String PUBLISHED = "Stern with sigma 13.45, 2,674 games 2011-21";
  private static final String MONEYLINE = "closing moneyline without margin, 2,674 games 2011-21";

  /**
   * What the baseline scored.
   *
   * @param target the Brier score to stay below, where one is asked for
   */
  private record Baseline(double logLoss, double brier, OptionalDouble target) {}

  /** At the start and after each quarter. */
  private static final List<Baseline> BASELINE =
      List.of(
          new Baseline(0.6026, 0.2076, OptionalDouble.empty()),
          new Baseline(0.5465, 0.1853, OptionalDouble.of(0.185)),
          new Baseline(0.4571, 0.1482, OptionalDouble.of(0.148)),
          new Baseline(0.3807, 0.1226, OptionalDouble.of(0.123)));

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
    checkpoints.add(moneyline(model, NflGames.read(archive)));
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
              benchmarks(quarters, known, stern)));
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

  private static List<Benchmark> benchmarks(
      int quarters, List<Forecast> known, List<Forecast> stern) {
    List<Benchmark> benchmarks = new ArrayList<>();
    Baseline baseline = BASELINE.get(quarters);
    baseline.target().ifPresent(most -> benchmarks.add(new Benchmark("Brier", most, "asked for")));
    benchmarks.add(new Benchmark("Brier", baseline.brier(), PUBLISHED));
    benchmarks.add(new Benchmark("log loss", baseline.logLoss(), PUBLISHED));
    String same = "Stern with sigma 13.45, same games";
    benchmarks.add(new Benchmark("Brier", Scores.of(stern).brier(), same));
    benchmarks.add(Benchmark.logLoss(known, stern, same));
    return benchmarks;
  }

  /**
   * The winner as it was priced: strengths are solved from that price, which no constant changes,
   * so that no game need be held out.
   */
  private static Checkpoint moneyline(LeagueModel model, List<NflGame> games) {
    List<Forecast> ours = new ArrayList<>();
    List<Forecast> closing = new ArrayList<>();
    for (NflGame game : games) {
      Optional<Strengths> strengths = ofMoneyline(model, game);
      if (strengths.isPresent() && game.margin() != 0) {
        boolean won = game.margin() > 0;
        GameModel prepared = model.prepare(new Fixture(strengths.get(), false));
        ours.add(Forecast.win(wins(prepared, GameState.notStarted()), won));
        closing.add(Forecast.win(game.moneyline().getAsDouble(), won));
      }
    }
    Scores scores = Scores.of(closing);
    String same = "closing moneyline without margin, same games";
    return new Checkpoint(
        "nfl",
        "start, moneyline",
        "home wins",
        "seasons 2011-21; strengths solved from closing moneyline and total, which no constant"
            + " changes",
        Scores.of(ours),
        List.of(
            new Benchmark("log loss", 0.5998, MONEYLINE),
            new Benchmark("Brier", 0.2065, MONEYLINE),
            new Benchmark("ECE", 0.0263, MONEYLINE),
            new Benchmark("log loss", scores.logLoss(), same),
            new Benchmark("Brier", scores.brier(), same)));
  }

  private static Optional<Strengths> ofMoneyline(LeagueModel model, NflGame game) {
    if (game.moneyline().isEmpty() || !game.lines()) {
      return Optional.empty();
    }
    List<PriorQuote> quotes =
        List.of(
            new PriorQuote.Winner(game.moneyline().getAsDouble()),
            new PriorQuote.Total(game.total(), EVEN));
    return MarketPrior.solve(model, false, quotes) instanceof Solved solved
        ? Optional.of(solved.strengths())
        : Optional.empty();
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
