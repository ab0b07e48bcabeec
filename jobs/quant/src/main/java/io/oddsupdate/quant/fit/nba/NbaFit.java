package io.oddsupdate.quant.fit.nba;

import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.model.Chances;
import io.oddsupdate.pricing.model.Constants;
import io.oddsupdate.pricing.model.Fixture;
import io.oddsupdate.pricing.model.Leagues;
import io.oddsupdate.pricing.model.Strengths;
import io.oddsupdate.quant.archive.NbaTimeline;
import io.oddsupdate.quant.archive.NbaTimelines;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Fits the constants of the NBA model that the courses of games can tell, by moments at each share
 * of time left. The curves of unknown strengths are regressions of the rest on what has happened.
 * Those of known strengths are the same moments without the part that the spread of strengths makes
 * of them: with x = (1-g) m + e scored and r = g m + b e + n to come, m the strength with variance
 * t, cov(r, x) = g (1-g) t + b var(e) and var(r) = g^2 t + b^2 var(e) + var(n).
 */
public final class NbaFit {
  /** Deviation of closing spreads, 10,140 games 2007-15. */
  private static final double SPREAD_SD = 6.39;

  /** Residual around closing spreads of the same games. */
  private static final double MARGIN_SD = 11.7;

  /** Residual around closing totals of the same games, less what overtimes add. */
  private static final double TOTAL_SD = 16.5;

  /**
   * A mean margin comes earlier than evenly: what is left of the home edge at .75, .625, .5, .375,
   * .25, .125 of 5,829 games 2019-24 is .70, .56, .44, .31, .14, .07 of it (computed from the
   * regressions in nba_inplay_measured_2019_2023.json); two seasons alone say too little.
   */
  private static final double MARGIN_POWER = 1.25;

  private static final int CLOSE_STEPS = 8;
  private static final String MODEL = "nba-margin";

  private final Constants start;
  private final List<NbaTimeline> games;

  public NbaFit(Constants start, List<NbaTimeline> games) {
    this.start = start;
    this.games = games;
  }

  /** The starting constants with all that is fitted replaced. */
  public Constants fit() {
    Map<String, List<Double>> values = new TreeMap<>(start.values());
    List<Double> left = start.values().get("time_left");
    values.put("margin_left", map(left, f -> Math.pow(f, MARGIN_POWER)));
    List<Curves> margin = new ArrayList<>();
    List<Curves> total = new ArrayList<>();
    double totalVariance = variance(g -> g.total(NbaTimelines.REGULATION)) - TOTAL_SD * TOTAL_SD;
    double marginVariance = SPREAD_SD * SPREAD_SD;
    double marginLevel =
        MARGIN_SD / Math.sqrt(variance(g -> g.margin(NbaTimelines.REGULATION)) - marginVariance);
    for (double f : left.subList(1, left.size())) {
      int second = second(f);
      Curves curves =
          curves(
              f,
              Math.pow(f, MARGIN_POWER),
              marginVariance,
              g -> g.margin(second),
              g -> g.margin(NbaTimelines.REGULATION) - g.margin(second));
      // The level before the start is the one around closing lines; what is left fades it out.
      margin.add(curves.withKnownSd(curves.knownSd * (1 - (1 - marginLevel) * f)));
      total.add(
          curves(
              f,
              f,
              totalVariance,
              g -> g.total(second),
              g -> g.total(NbaTimelines.REGULATION) - g.total(second)));
    }
    ends(margin);
    ends(total);
    smooth(left, margin);
    put(values, "margin", margin);
    put(values, "total", total);
    stretches(values, marginVariance, totalVariance);
    values.put("close_weights", closeWeights(values));
    return new Constants(values);
  }

  private static int second(double left) {
    return (int) Math.round((1 - left) * NbaTimelines.REGULATION);
  }

  private record Curves(double reversion, double sd, double knownReversion, double knownSd) {
    Curves withKnownSd(double changed) {
      return new Curves(reversion, sd, knownReversion, changed);
    }
  }

  private Curves curves(
      double f,
      double strengthLeft,
      double strengthVariance,
      ToDoubleFunction<NbaTimeline> scored,
      ToDoubleFunction<NbaTimeline> rest) {
    double ofScored = variance(scored);
    double ofRest = variance(rest);
    double both = covariance(scored, rest);
    double reversion = ofScored > 0 ? both / ofScored : 0;
    double sd = Math.sqrt(ofRest - reversion * both);
    double strengthScored = 1 - strengthLeft;
    double noise = ofScored - strengthScored * strengthScored * strengthVariance;
    double known =
        noise > 0 ? (both - strengthLeft * strengthScored * strengthVariance) / noise : 0;
    double knownSd =
        Math.sqrt(ofRest - strengthLeft * strengthLeft * strengthVariance - known * known * noise);
    return new Curves(reversion, sd / Math.sqrt(f), known, knownSd / Math.sqrt(f));
  }

  /** At the end nothing is to come; before the start nothing has happened that could revert. */
  private static void ends(List<Curves> curves) {
    Curves first = curves.get(0);
    curves.add(0, new Curves(0, first.sd, 0, first.knownSd));
    int last = curves.size() - 1;
    Curves start = curves.get(last);
    Curves next = curves.get(last - 1);
    curves.set(last, new Curves(next.reversion, start.sd, next.knownReversion, start.knownSd));
  }

  /** Leads revert by a power of the time left: one point alone says less than all of them. */
  private static void smooth(List<Double> left, List<Curves> curves) {
    double[] blind = power(left, curves, Curves::reversion);
    double[] known = power(left, curves, Curves::knownReversion);
    for (int i = 0; i < curves.size(); i++) {
      double f = left.get(i);
      Curves raw = curves.get(i);
      curves.set(
          i,
          new Curves(
              blind[0] * Math.pow(f, blind[1]),
              raw.sd,
              known[0] * Math.pow(f, known[1]),
              raw.knownSd));
    }
  }

  /** The factor and the power, by least squares. */
  private static double[] power(
      List<Double> left, List<Curves> curves, ToDoubleFunction<Curves> value) {
    double[] best = new double[2];
    double least = Double.MAX_VALUE;
    for (double power = 0.1; power < 2; power += 0.01) {
      double both = 0;
      double square = 0;
      for (int i = 0; i < curves.size() - 1; i++) {
        double x = Math.pow(left.get(i), power);
        both += x * value.applyAsDouble(curves.get(i));
        square += x * x;
      }
      double factor = both / square;
      double off = 0;
      for (int i = 0; i < curves.size() - 1; i++) {
        off +=
            Math.pow(value.applyAsDouble(curves.get(i)) - factor * Math.pow(left.get(i), power), 2);
      }
      if (off < least) {
        least = off;
        best = new double[] {factor, power};
      }
    }
    return best;
  }

  private static void put(Map<String, List<Double>> values, String name, List<Curves> curves) {
    values.put("blind_" + name + "_reversion", map(curves, Curves::reversion));
    values.put("blind_" + name + "_sd", map(curves, Curves::sd));
    values.put(name + "_reversion", map(curves, Curves::knownReversion));
    values.put(name + "_sd", map(curves, Curves::knownSd));
  }

  private static <T> List<Double> map(List<T> list, ToDoubleFunction<T> value) {
    return list.stream().map(item -> round(value.applyAsDouble(item))).toList();
  }

  static double round(double value) {
    return Math.rint(value * 1e4) / 1e4;
  }

  /** Deviations of quarters and halves, of known strengths without the part of the strengths. */
  private void stretches(
      Map<String, List<Double>> values, double marginVariance, double totalVariance) {
    for (int parts : new int[] {4, 2}) {
      double margin = 0;
      double total = 0;
      for (int i = 0; i < parts; i++) {
        int from = i * NbaTimelines.REGULATION / parts;
        int to = (i + 1) * NbaTimelines.REGULATION / parts;
        margin += variance(g -> g.margin(to) - g.margin(from)) / parts;
        total += variance(g -> g.total(to) - g.total(from)) / parts;
      }
      String name = parts == 4 ? "quarter" : "half";
      values.put("blind_" + name + "_margin_sd", List.of(round(Math.sqrt(margin))));
      values.put("blind_" + name + "_total_sd", List.of(round(Math.sqrt(total))));
      double squares = parts * parts;
      values.put(name + "_margin_sd", List.of(round(Math.sqrt(margin - marginVariance / squares))));
      values.put(name + "_total_sd", List.of(round(Math.sqrt(total - totalVariance / squares))));
    }
  }

  /** How often regulation ends close, against how often it would without weights. */
  private List<Double> closeWeights(Map<String, List<Double>> values) {
    int size = start.values().get("close_weights").size();
    double mean = mean(g -> g.margin(NbaTimelines.REGULATION));
    double total = mean(g -> g.total(NbaTimelines.REGULATION));
    Strengths strengths = new Strengths((total + mean) / 2, (total - mean) / 2, false);
    double[] real = new double[size];
    for (NbaTimeline game : games) {
      int close = Math.abs(game.margin(NbaTimelines.REGULATION));
      if (close < size) {
        real[close] += 1.0 / games.size();
      }
    }
    double[] weights = new double[size];
    Arrays.fill(weights, 1);
    Map<String, List<Double>> tried = new TreeMap<>(values);
    for (int step = 0; step < CLOSE_STEPS; step++) {
      tried.put("close_weights", Arrays.stream(weights).boxed().toList());
      Chances margin =
          Leagues.of(MODEL, new Constants(tried))
              .prepare(new Fixture(strengths, false))
              .outlook(GameState.notStarted())
              .regulation()
              .margin();
      for (int i = 0; i < size; i++) {
        double expected = margin.exactly(i) + (i == 0 ? 0 : margin.exactly(-i));
        weights[i] *= real[i] / expected;
      }
    }
    List<Double> rounded = new ArrayList<>();
    for (double weight : weights) {
      rounded.add(round(weight));
    }
    return rounded;
  }

  private double mean(ToDoubleFunction<NbaTimeline> value) {
    return games.stream().mapToDouble(value).sum() / games.size();
  }

  private double variance(ToDoubleFunction<NbaTimeline> value) {
    return covariance(value, value);
  }

  private double covariance(
      ToDoubleFunction<NbaTimeline> first, ToDoubleFunction<NbaTimeline> second) {
    double a = mean(first);
    double b = mean(second);
    return games.stream()
            .mapToDouble(g -> (first.applyAsDouble(g) - a) * (second.applyAsDouble(g) - b))
            .sum()
        / games.size();
  }
}
