package io.oddsupdate.quant.evaluate;

import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.model.Chances;
import io.oddsupdate.pricing.model.Constants;
import io.oddsupdate.pricing.model.Fixture;
import io.oddsupdate.pricing.model.LeagueModel;
import io.oddsupdate.pricing.model.Leagues;
import io.oddsupdate.pricing.model.Outlook;
import io.oddsupdate.pricing.model.Poisson;
import io.oddsupdate.pricing.reference.ModelVersion;
import io.oddsupdate.quant.archive.Archive;
import io.oddsupdate.quant.archive.DataFile;
import io.oddsupdate.quant.archive.NhlGame;
import io.oddsupdate.quant.archive.NhlGames;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** What is said of two unknown teams at the face-off: margins, ties, who wins. */
public final class NhlEvaluation implements Evaluation {
  /** Constants may be fitted on them: seasons by the year they ended. */
  public static final List<Integer> FITTED = List.of(2022, 2023, 2024);

  /** No constant may be fitted on them. */
  public static final List<Integer> HELD_OUT = List.of(2025, 2026);

  private static final String GAMES = "seasons 2024-25 and 2025-26, held out; two unknown teams";
  private static final int GOALS_MOST = 30;

  /** By two or more home, by one home, level, by one away, by two or more away. */
  private static final int CLASSES = 5;

  @Override
  public List<DataFile> needed() {
    return Stream.concat(FITTED.stream(), HELD_OUT.stream()).map(NhlGames::file).toList();
  }

  @Override
  public List<Checkpoint> heldOut(ModelVersion version, Archive archive, Consumer<String> told) {
    LeagueModel model = Leagues.of(version.modelId(), version.constants());
    List<NhlGame> games = NhlGames.read(archive, HELD_OUT);
    Outlook start = start(model, false);
    Outlook playoff = start(model, true);
    Constants constants = version.constants();
    double[] poisson =
        poisson(constants.number("home_mean", 0, 20), constants.number("away_mean", 0, 20));
    double[] ours = classes(start.regulation().margin());
    List<Forecast> margins = new ArrayList<>();
    List<Forecast> independent = new ArrayList<>();
    List<Forecast> winners = new ArrayList<>();
    List<Forecast> extended = new ArrayList<>();
    for (NhlGame game : games) {
      int came = classOf(game.home() - game.away());
      margins.add(Forecast.of(came, ours));
      independent.add(Forecast.of(came, poisson));
      Outlook outlook = game.playoff() ? playoff : start;
      winners.add(Forecast.win(outlook.finalScore().margin().atLeast(1), game.homeWon()));
      if (!game.extension().isEmpty()) {
        // Given that it was level: who wins overtime and shootout.
        double homeWins =
            (outlook.finalScore().margin().atLeast(1) - outlook.regulation().margin().atLeast(1))
                / outlook.regulation().margin().exactly(0);
        extended.add(Forecast.win(homeWins, game.homeWon()));
      }
    }
    List<Checkpoint> checkpoints = new ArrayList<>();
    checkpoints.add(
        new Checkpoint(
            "nhl",
            "puck drop",
            "margin of 60 min",
            GAMES + "; home by 2+, by 1, level, away by 1, by 2+",
            Scores.of(margins),
            List.of(
                Benchmark.logLoss(
                    margins, independent, "two independent Poisson distributions, same games"))));
    checkpoints.add(share("level after 60 min", ours[2], games, g -> classOf(margin(g)) == 2));
    checkpoints.add(share("home by one", ours[1], games, g -> classOf(margin(g)) == 1));
    checkpoints.add(share("home by two or more", ours[0], games, g -> classOf(margin(g)) == 0));
    checkpoints.add(
        new Checkpoint("nhl", "puck drop", "home wins", GAMES, Scores.of(winners), List.of()));
    checkpoints.add(
        new Checkpoint(
            "nhl",
            "overtime",
            "home wins",
            GAMES + "; games that were level",
            Scores.of(extended),
            List.of()));
    checkpoints.add(goals("total of 60 min", start.regulation().total(), games, total()));
    return checkpoints;
  }

  private static int margin(NhlGame game) {
    return game.home() - game.away();
  }

  private static ToIntFunction<NhlGame> total() {
    return game -> game.home() + game.away();
  }

  private static Outlook start(LeagueModel model, boolean playoff) {
    return model.prepare(new Fixture(model.average(), playoff)).outlook(GameState.notStarted());
  }

  private static Checkpoint share(
      String question,
      double chance,
      List<NhlGame> games,
      java.util.function.Predicate<NhlGame> came) {
    List<Forecast> forecasts = new ArrayList<>();
    for (NhlGame game : games) {
      forecasts.add(Forecast.win(chance, came.test(game)));
    }
    return new Checkpoint(
        "nhl",
        "puck drop",
        question,
        GAMES,
        Scores.of(forecasts),
        List.of(new Benchmark("ECE", 0.01, "the accepted distance of share and frequency")));
  }

  /** Each game asks for over and under at every half line from 3.5 to 8.5. */
  private static Checkpoint goals(
      String question, Chances total, List<NhlGame> games, ToIntFunction<NhlGame> goals) {
    List<Forecast> forecasts = new ArrayList<>();
    int lines = 6;
    for (NhlGame game : games) {
      for (int over = 4; over < 4 + lines; over++) {
        double chance = total.atLeast(over);
        forecasts.add(
            new Forecast(
                new double[] {chance, 1 - chance},
                goals.applyAsInt(game) >= over ? 0 : 1,
                1.0 / lines));
      }
    }
    return new Checkpoint(
        "nhl",
        "puck drop",
        question,
        GAMES + "; over 3.5, 4.5 .. 8.5",
        Scores.of(forecasts),
        List.of());
  }

  private static double[] classes(Chances margin) {
    double[] classes = new double[CLASSES];
    classes[0] = margin.atLeast(2);
    classes[1] = margin.exactly(1);
    classes[2] = margin.exactly(0);
    classes[3] = margin.exactly(-1);
    classes[4] = 1 - margin.atLeast(-1);
    return classes;
  }

  private static int classOf(int margin) {
    return Math.min(2, Math.max(-2, -margin)) + 2;
  }

  private static double[] poisson(double homeMean, double awayMean) {
    double[] home = Poisson.masses(homeMean, GOALS_MOST);
    double[] away = Poisson.masses(awayMean, GOALS_MOST);
    double[] classes = new double[CLASSES];
    for (int i = 0; i < GOALS_MOST; i++) {
      for (int j = 0; j < GOALS_MOST; j++) {
        classes[classOf(i - j)] += home[i] * away[j];
      }
    }
    return classes;
  }
}
