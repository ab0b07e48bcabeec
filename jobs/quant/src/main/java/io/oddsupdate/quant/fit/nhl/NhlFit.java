package io.oddsupdate.quant.fit.nhl;

import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.model.Constants;
import io.oddsupdate.pricing.model.Fixture;
import io.oddsupdate.pricing.model.LeagueModel;
import io.oddsupdate.pricing.model.Leagues;
import io.oddsupdate.pricing.model.Outlook;
import io.oddsupdate.pricing.model.Poisson;
import io.oddsupdate.pricing.model.ScoreDistribution;
import io.oddsupdate.quant.archive.NhlGame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Fits the constants that results can tell: the means and the overtime rate by moments, how far
 * teams are from average by the spread of their seasons' margins, and what the score does to the
 * end of regulation by maximum likelihood of the regulation scores, as seen from the start.
 */
public final class NhlFit {
  /** What the likelihood is maximised over, with the width of the first simplex. */
  private static final double[] FIRST_STEPS = {0.1, 0.02, 15, 15, 0.1};

  private static final int LATEST_SEASONS = 2;
  private static final String MODEL = "nhl-goals";

  private final Constants start;
  private final List<NhlGame> games;

  public NhlFit(Constants start, List<NhlGame> games) {
    this.start = start;
    this.games = games;
  }

  /** The starting constants with all that is fitted replaced. */
  public Constants fit() {
    Map<String, List<Double>> values = new TreeMap<>(start.values());
    values.put("home_mean", List.of(mean(NhlGame::home)));
    values.put("away_mean", List.of(mean(NhlGame::away)));
    values.put("strength_sd", List.of(strengthSd()));
    values.put("three_on_three_rate", List.of(overtimeRate()));
    double[] first = {
      values.get("caution").get(0),
      values.get("lead_reversion").get(0),
      values.get("pull_seconds").get(0),
      values.get("pull_seconds").get(1),
      values.get("pull_share").get(2)
    };
    double[] best =
        Simplex.minimise(point -> -logLikelihood(with(values, point)), first, FIRST_STEPS);
    Map<String, List<Double>> rounded = new TreeMap<>(with(values, best).values());
    rounded.replaceAll((name, numbers) -> numbers.stream().map(NhlFit::round).toList());
    return new Constants(rounded);
  }

  private static double round(double value) {
    return Math.rint(value * 1e4) / 1e4;
  }

  /** Who trails by three pulls so seldom that results tell how many do it, not when. */
  private static Constants with(Map<String, List<Double>> values, double[] point) {
    Map<String, List<Double>> changed = new TreeMap<>(values);
    changed.put("caution", List.of(within(point[0], 0, 0.95)));
    changed.put("lead_reversion", List.of(within(point[1], -0.2, 0.2)));
    changed.put(
        "pull_seconds",
        List.of(
            within(point[2], 0, 300), within(point[3], 0, 300), values.get("pull_seconds").get(2)));
    changed.put(
        "pull_share",
        List.of(
            values.get("pull_share").get(0),
            values.get("pull_share").get(1),
            within(point[4], 0, 1)));
    return new Constants(changed);
  }

  private static double within(double value, double least, double most) {
    return Math.min(most, Math.max(least, value));
  }

  private double mean(ToDoubleFunction<NhlGame> goals) {
    return games.stream().mapToDouble(goals).average().orElseThrow();
  }

  /** Of the games that were level, overtime leaves a share of exp(-2 rate 5). */
  private double overtimeRate() {
    double level = games.stream().filter(g -> !g.playoff() && !g.extension().isEmpty()).count();
    double shootouts = games.stream().filter(g -> g.extension().equals("SO")).count();
    return -StrictMath.log(shootouts / level) / 10;
  }

  /**
   * The covariance of a team's mean margins in its odd and its even games, which chance does not
   * raise, doubled for the difference of two teams, in units of a team's goals. Of the latest
   * seasons: teams have come closer to each other.
   */
  double strengthSd() {
    int latest = games.stream().mapToInt(NhlGame::season).max().orElseThrow();
    double covariance = 0;
    for (int season = latest - LATEST_SEASONS + 1; season <= latest; season++) {
      covariance += halvesCovariance(season) / LATEST_SEASONS;
    }
    return StrictMath.sqrt(2 * covariance) / ((mean(NhlGame::home) + mean(NhlGame::away)) / 2);
  }

  private double halvesCovariance(int season) {
    Map<String, List<Integer>> margins = new TreeMap<>();
    for (NhlGame game : games) {
      if (game.season() == season && !game.playoff()) {
        int margin = game.home() - game.away();
        margins.computeIfAbsent(game.homeTeam(), team -> new ArrayList<>()).add(margin);
        margins.computeIfAbsent(game.awayTeam(), team -> new ArrayList<>()).add(-margin);
      }
    }
    double products = 0;
    double odd = 0;
    double even = 0;
    for (List<Integer> team : margins.values()) {
      double[] means = new double[2];
      for (int i = 0; i < team.size(); i++) {
        means[i % 2] += 2.0 * team.get(i) / team.size();
      }
      products += means[0] * means[1] / (margins.size() - 1);
      odd += means[0];
      even += means[1];
    }
    return products - odd * even / margins.size() / (margins.size() - 1);
  }

  /** Of the regulation scores, a game on average, with the means of the constants. */
  public double logLikelihood(Constants constants) {
    ScoreDistribution regulation = atStart(constants).regulation();
    return games.stream()
        .mapToDouble(g -> StrictMath.log(regulation.exactly(g.home(), g.away())))
        .average()
        .orElseThrow();
  }

  /** A game of two teams of unknown strength. */
  public static Outlook atStart(Constants constants) {
    LeagueModel model = Leagues.of(MODEL, constants);
    return model.prepare(new Fixture(model.average(), false)).outlook(GameState.notStarted());
  }

  /** The same of two independent Poisson distributions. */
  public double poissonLogLikelihood(double homeMean, double awayMean) {
    double[] home = Poisson.masses(homeMean, 30);
    double[] away = Poisson.masses(awayMean, 30);
    return games.stream()
        .mapToDouble(g -> StrictMath.log(home[g.home()] * away[g.away()]))
        .average()
        .orElseThrow();
  }
}
