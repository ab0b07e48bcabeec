package io.oddsupdate.quant.evaluate;

import io.oddsupdate.pricing.game.EventStatus;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.PeriodType;
import io.oddsupdate.pricing.game.Situation;
import io.oddsupdate.pricing.model.Fixture;
import io.oddsupdate.pricing.model.GameModel;
import io.oddsupdate.pricing.model.LeagueModel;
import io.oddsupdate.pricing.model.Leagues;
import io.oddsupdate.pricing.model.Normal;
import io.oddsupdate.pricing.reference.ModelVersion;
import io.oddsupdate.quant.archive.Archive;
import io.oddsupdate.quant.archive.DataFile;
import io.oddsupdate.quant.archive.NbaClosingLine;
import io.oddsupdate.quant.archive.NbaClosingLines;
import io.oddsupdate.quant.archive.NbaTimeline;
import io.oddsupdate.quant.archive.NbaTimelines;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Who wins: from the closing line, and in play from nothing but the score and the time. */
public final class NbaEvaluation implements Evaluation {
  /** Constants may be fitted on the seasons before it. */
  public static final int HELD_OUT = 21;

  /** The years that the archive's seasons began, two digits. */
  public static final List<Integer> SEASONS = List.of(19, 20, HELD_OUT);

  private static final int QUARTER = 720;

  /** The calibration error that is accepted at each of the moments. */
  private static final double CALIBRATED = 0.03;

  /** What a closing spread leaves open, in points: the baseline. */
  private static final double LINE_SD = 12;

  /**
   * The baseline's regressions: what is left of the margin, given the lead L, is N(mean + slope L,
   * sd).
   *
   * @param logLoss of it on the half of 5,829 games 2019-24 that it was not fitted on
   */
  private record Regression(int minute, double mean, double slope, double sd, double logLoss) {
    double homeWins(int lead) {
      double expected = lead * (1 + slope) + mean;
      double above = 1 - Normal.cdf((0.5 - expected) / sd);
      double level = 1 - above - Normal.cdf((-0.5 - expected) / sd);
      return above + level / 2;
    }
  }

  private static final List<Regression> IN_PLAY =
      List.of(
          new Regression(6, 1.601, -0.2541, 13.731, 0.6616),
          new Regression(12, 1.424, -0.1944, 12.76, 0.6186),
          new Regression(18, 1.195, -0.186, 11.887, 0.5842),
          new Regression(24, 0.986, -0.1614, 10.761, 0.5358),
          new Regression(30, 0.77, -0.1421, 9.431, 0.4784),
          new Regression(36, 0.44, -0.1084, 7.699, 0.4002),
          new Regression(39, 0.441, -0.103, 6.808, 0.3575),
          new Regression(42, 0.302, -0.0958, 5.78, 0.3088),
          new Regression(45, 0.03, -0.0682, 4.194, 0.2294),
          new Regression(47, -0.025, -0.0374, 2.573, 0.1640));

  @Override
  public List<DataFile> needed() {
    return List.of(NbaTimelines.FILE, NbaClosingLines.FILE);
  }

  @Override
  public List<Checkpoint> heldOut(ModelVersion version, Archive archive, Consumer<String> told) {
    LeagueModel model = Leagues.of(version.modelId(), version.constants());
    List<NbaTimeline> games = NbaTimelines.read(archive);
    List<Checkpoint> checkpoints = new ArrayList<>();
    checkpoints.add(closingLine(model, NbaClosingLines.read(archive)));
    checkpoints.addAll(inPlay(Map.of(HELD_OUT, model), games, "", "season 2021-22, held out"));
    return checkpoints;
  }

  /**
   * Who wins, from the score and the time alone.
   *
   * @param models what each season is scored with; none of its games may have been in the fit
   * @param which added to the checkpoints' names
   * @param text which games these are
   */
  public static List<Checkpoint> inPlay(
      Map<Integer, LeagueModel> models, List<NbaTimeline> games, String which, String text) {
    List<Checkpoint> checkpoints = new ArrayList<>();
    for (Regression moment : IN_PLAY) {
      List<Forecast> ours = new ArrayList<>();
      List<Forecast> baseline = new ArrayList<>();
      for (int season : SEASONS) {
        if (models.containsKey(season)) {
          score(models.get(season), games, season, moment, ours, baseline);
        }
      }
      checkpoints.add(checkpoint(moment, which, text, ours, baseline));
    }
    return checkpoints;
  }

  private static Checkpoint checkpoint(
      Regression moment,
      String seasons,
      String games,
      List<Forecast> ours,
      List<Forecast> baseline) {
    return new Checkpoint(
        "nba",
        moment.minute() + " min" + seasons,
        "home wins",
        games + "; two average teams",
        Scores.of(ours),
        List.of(
            new Benchmark("log loss", moment.logLoss(), "regressions, 2,915 games 2019-24"),
            Benchmark.logLoss(
                ours,
                baseline,
                "the same regressions, same games, some of which they were fitted on"),
            new Benchmark("ECE", CALIBRATED, "accepted")));
  }

  private static void score(
      LeagueModel model,
      List<NbaTimeline> games,
      int season,
      Regression moment,
      List<Forecast> ours,
      List<Forecast> baseline) {
    GameModel average = model.prepare(new Fixture(model.average(), false));
    int second = moment.minute() * 60;
    for (NbaTimeline game : games) {
      if (game.season() == season) {
        boolean won = game.finalMargin() > 0;
        double chance = average.outlook(state(game, second)).finalScore().margin().atLeast(1);
        ours.add(Forecast.win(chance, won));
        baseline.add(Forecast.win(moment.homeWins(game.margin(second)), won));
      }
    }
  }

  private static GameState state(NbaTimeline game, int second) {
    int period = second / QUARTER + 1;
    int margin = game.margin(second);
    int total = game.total(second);
    return GameState.of(
        EventStatus.LIVE,
        period,
        PeriodType.REG,
        period * QUARTER - second,
        second % QUARTER,
        (total + margin) / 2,
        (total - margin) / 2,
        List.of(),
        Situation.NONE);
  }

  private static Checkpoint closingLine(LeagueModel model, List<NbaClosingLine> lines) {
    Map<Double, Double> chances = new HashMap<>();
    List<Forecast> ours = new ArrayList<>();
    List<Forecast> normal = new ArrayList<>();
    for (NbaClosingLine line : lines) {
      double chance = chances.computeIfAbsent(line.spread(), spread -> homeWins(model, spread));
      ours.add(Forecast.win(chance, line.homeWon()));
      normal.add(Forecast.win(Normal.cdf(-line.spread() / LINE_SD), line.homeWon()));
    }
    return new Checkpoint(
        "nba",
        "start",
        "home wins",
        "2007-15; strengths from the closing spread; the deviation was measured on these games",
        Scores.of(ours),
        List.of(
            new Benchmark("log loss", 0.5768, "closing moneyline without margin, 10,255 games"),
            Benchmark.logLoss(ours, normal, "N(spread, 12), same games")));
  }

  /** A total hardly changes who wins: one for all games, near their average. */
  private static double homeWins(LeagueModel model, double spread) {
    return model
        .prepare(new Fixture(model.ofLines(spread, 200), false))
        .outlook(GameState.notStarted())
        .finalScore()
        .margin()
        .atLeast(1);
  }
}
