package io.oddsupdate.quant.fit.nfl;

import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.model.Chances;
import io.oddsupdate.pricing.model.Constants;
import io.oddsupdate.pricing.model.Fixture;
import io.oddsupdate.pricing.model.LeagueModel;
import io.oddsupdate.pricing.model.Leagues;
import io.oddsupdate.pricing.model.Strengths;
import io.oddsupdate.quant.archive.NflGame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Fits the constants of the NFL model that quarter scores and closing lines can tell: means and
 * quarters' shares by moments, what a drive brings by maximum likelihood of quarter scores, the
 * reversion of leads by regression, the weights of margins by how often regulation ended with them.
 */
public final class NflFit {
  private static final String MODEL = "nfl-margin";
  private static final int KEY_STEPS = 6;

  /** A margin that was rare tells little: so many games at the expected rate are added. */
  private static final double KEY_PRIOR = 15;

  private final Constants start;
  private final List<NflGame> games;

  public NflFit(Constants start, List<NflGame> games) {
    this.start = start;
    this.games = games.stream().filter(NflGame::lines).toList();
  }

  /** The starting constants with all that is fitted replaced. */
  public Constants fit() {
    Map<String, List<Double>> values = new TreeMap<>(start.values());
    double total = mean(g -> g.home(4) + g.away(4));
    List<Double> shares = new ArrayList<>();
    double rest = 1;
    for (int i = 0; i < 3; i++) {
      int quarter = i;
      double share = round(mean(g -> g.home().get(quarter) + g.away().get(quarter)) / total);
      shares.add(share);
      rest -= share;
    }
    shares.add(round(rest));
    values.put("quarter_shares", shares);
    values.put("drive_chances", driveChances(new Constants(values)));
    reversion(values);
    overtime(values);
    values.put("key_weights", keyWeights(values));
    return new Constants(values);
  }

  static double round(double value) {
    return Math.rint(value * 1e4) / 1e4;
  }

  private double mean(ToDoubleFunction<NflGame> value) {
    return games.stream().mapToDouble(value).average().orElseThrow();
  }

  /** Coordinate ascent on the logarithms of the chances against that of no points. */
  private List<Double> driveChances(Constants constants) {
    double[] odds = new double[constants.values().get("drive_chances").size()];
    for (int i = 0; i < odds.length; i++) {
      odds[i] = Math.log(constants.values().get("drive_chances").get(i) / 0.6);
    }
    double best = likelihood(constants, odds);
    for (double step = 0.2; step > 0.002; step /= 2) {
      boolean better = true;
      while (better) {
        better = false;
        for (int i = 0; i < odds.length; i++) {
          for (double change : new double[] {step, -step}) {
            odds[i] += change;
            double tried = likelihood(constants, odds);
            if (tried > best) {
              best = tried;
              better = true;
            } else {
              odds[i] -= change;
            }
          }
        }
      }
    }
    List<Double> chances = new ArrayList<>();
    for (double chance : chances(odds)) {
      chances.add(round(chance));
    }
    return chances;
  }

  private static double[] chances(double[] odds) {
    double sum = 1;
    for (double odd : odds) {
      sum += Math.exp(odd);
    }
    double[] chances = new double[odds.length];
    for (int i = 0; i < odds.length; i++) {
      chances[i] = Math.exp(odds[i]) / sum;
    }
    return chances;
  }

  private double likelihood(Constants start, double[] odds) {
    Map<String, List<Double>> values = new TreeMap<>(start.values());
    values.put("drive_chances", Arrays.stream(chances(odds)).boxed().toList());
    Drives drives = Drives.of(values.get("drive_points"), values.get("drive_chances"));
    double sum = 0;
    for (int quarter = 0; quarter < 4; quarter++) {
      double[] points =
          drives.points(values.get("drives").get(0) * values.get("quarter_shares").get(quarter));
      for (NflGame game : games) {
        sum += Math.log(at(points, game.home().get(quarter)) + 1e-6);
        sum += Math.log(at(points, game.away().get(quarter)) + 1e-6);
      }
    }
    return sum;
  }

  private static double at(double[] masses, int number) {
    return number < masses.length ? masses[number] : 0;
  }

  /** By the lead at the ends of quarters, given the spread; nothing is measured later. */
  private void reversion(Map<String, List<Double>> values) {
    List<Double> shares = values.get("quarter_shares");
    List<Double> left = new ArrayList<>(List.of(0.0));
    List<Double> reversion = new ArrayList<>(List.of(0.0));
    double share = 0;
    for (int quarters = 3; quarters >= 1; quarters--) {
      share += shares.get(quarters);
      double rest = share;
      int played = quarters;
      double both = 0;
      double square = 0;
      for (NflGame game : games) {
        double lead = game.home(played) - game.away(played) + (1 - rest) * game.spread();
        double more =
            game.home(4)
                - game.away(4)
                - game.home(played)
                + game.away(played)
                + rest * game.spread();
        both += lead * more;
        square += lead * lead;
      }
      left.add(round(rest));
      reversion.add(round(both / square));
    }
    left.add(1.0);
    reversion.add(reversion.get(reversion.size() - 1));
    values.put("points_left", left);
    values.put("margin_reversion", reversion);
  }

  private void overtime(Map<String, List<Double>> values) {
    double played = 0;
    double tied = 0;
    for (NflGame game : games) {
      if (game.home(4) == game.away(4)) {
        played++;
        tied += game.margin() == 0 ? 1 : 0;
      }
    }
    values.put("overtime_tie", List.of(round(tied / played)));
  }

  /** How often regulation ended with a margin, against how often the model says so. */
  private List<Double> keyWeights(Map<String, List<Double>> values) {
    int size = values.get("key_weights").size();
    double[] real = new double[size];
    for (NflGame game : games) {
      int margin = Math.abs(game.home(4) - game.away(4));
      if (margin < size) {
        real[margin]++;
      }
    }
    double[] weights = new double[size];
    Arrays.fill(weights, 1);
    for (int step = 0; step < KEY_STEPS; step++) {
      values.put("key_weights", Arrays.stream(weights).boxed().toList());
      LeagueModel model = Leagues.of(MODEL, new Constants(values));
      double[] expected = new double[size];
      for (NflGame game : games) {
        Chances margin =
            model
                .prepare(new Fixture(strengths(game), false))
                .outlook(GameState.notStarted())
                .regulation()
                .margin();
        expected[0] += margin.exactly(0);
        for (int i = 1; i < size; i++) {
          expected[i] += margin.exactly(i) + margin.exactly(-i);
        }
      }
      for (int i = 0; i < size; i++) {
        weights[i] *= (real[i] + KEY_PRIOR) / (expected[i] + KEY_PRIOR);
      }
    }
    List<Double> rounded = new ArrayList<>();
    for (double weight : weights) {
      rounded.add(round(weight));
    }
    return rounded;
  }

  /** The lines as means: near enough for shares of games. */
  private static Strengths strengths(NflGame game) {
    return new Strengths(
        (game.total() - game.spread()) / 2, (game.total() + game.spread()) / 2, true);
  }
}
