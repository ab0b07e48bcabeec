package io.oddsupdate.quant.fit.epl;

import io.oddsupdate.pricing.model.Constants;
import io.oddsupdate.pricing.model.GridScore;
import io.oddsupdate.pricing.model.Leagues;
import io.oddsupdate.pricing.model.epl.GoalExpectancy;
import io.oddsupdate.pricing.model.epl.ScoreGrid;
import io.oddsupdate.quant.archive.EplMatch;
import io.oddsupdate.quant.archive.EplTimeline;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;

/**
 * Fits the constants that results, closing prices and the times of goals and red cards can tell. A
 * constant whose games are not given stays as it was.
 */
public final class EplFit {
  private static final String MODEL = "epl-goals";

  /** A red card often comes with a penalty, which is not what it changes about the time after. */
  private static final double PENALTY_SECONDS = 120;

  private static final double QUARTER_MINUTES = 15;

  private final Constants start;
  private final List<EplMatch> matches;
  private final List<EplTimeline> timed;
  private final List<EplTimeline> rated;
  private final Consumer<String> told;

  /**
   * @param timed when goals fell; may be empty
   * @param rated the same with rates and red cards; may be empty
   */
  public EplFit(
      Constants start,
      List<EplMatch> matches,
      List<EplTimeline> timed,
      List<EplTimeline> rated,
      Consumer<String> told) {
    this.start = start;
    this.matches = matches;
    this.timed = timed;
    this.rated = rated;
    this.told = told;
  }

  /** The starting constants with all that is fitted replaced. */
  public Constants fit() {
    Map<String, List<Double>> values = new TreeMap<>(start.values());
    values.put("home_goals", rounded(matches.stream().mapToInt(EplMatch::homeGoals).average()));
    values.put("away_goals", rounded(matches.stream().mapToInt(EplMatch::awayGoals).average()));
    double rho = round(rho());
    values.put("rho", List.of(rho));
    double[] shares = shares();
    values.put("goal_shares", Arrays.stream(shares).boxed().toList());
    values.put("added_seconds", List.of(added(shares, 0), added(shares, 4)));
    reds(values, shares);
    values.put("supremacy_sd", List.of(round(supremacySd(rho))));
    // Refuses what no match can be like.
    Leagues.of(MODEL, new Constants(values));
    return new Constants(values);
  }

  private static List<Double> rounded(OptionalDouble value) {
    return List.of(round(value.orElseThrow()));
  }

  private static double round(double value) {
    return Math.rint(value * 1e4) / 1e4;
  }

  /** The dependence with which closing results come nearest to closing totals. */
  private double rho() {
    return least(
        -0.2,
        0.1,
        rho -> {
          double square = 0;
          for (EplMatch match : matches) {
            if (match.over().isPresent()) {
              GoalExpectancy rates = GoalExpectancy.ofResult(match.result(), rho);
              GridScore score = ScoreGrid.of(rates.home(), rates.away(), rho);
              square += Math.pow(score.total().atLeast(3) - match.over().get(), 2);
            }
          }
          return square;
        });
  }

  /** Golden section. */
  private static double least(double from, double to, DoubleUnaryOperator function) {
    double golden = (Math.sqrt(5) - 1) / 2;
    double low = from;
    double high = to;
    while (high - low > 1e-4) {
      double left = high - golden * (high - low);
      double right = low + golden * (high - low);
      if (function.applyAsDouble(left) < function.applyAsDouble(right)) {
        high = right;
      } else {
        low = left;
      }
    }
    return (low + high) / 2;
  }

  /** Within a half from timelines, of the halves from half-time scores: there are more of them. */
  private double[] shares() {
    double[] goals = new double[8];
    for (EplTimeline timeline : timed) {
      for (EplTimeline.Moment moment : timeline.moments()) {
        if (!moment.red()) {
          int bin = Math.min(3, (int) (moment.second() / 60 / QUARTER_MINUTES));
          goals[(moment.half() - 1) * 4 + bin]++;
        }
      }
    }
    double first = 0;
    double all = 0;
    for (EplMatch match : matches) {
      first += match.homeAtHalf() + match.awayAtHalf();
      all += match.homeGoals() + match.awayGoals();
    }
    told.accept(
        "%.0f of %.0f goals before half-time%s"
            .formatted(
                first,
                all,
                timed.isEmpty()
                    ? ""
                    : "; by quarter of an hour %s of %d timelines"
                        .formatted(Arrays.toString(goals), timed.size())));
    double[] before = start.list("goal_shares", 8, 0, 1);
    double[] shares = new double[8];
    for (int half = 0; half < 2; half++) {
      double[] within = timed.isEmpty() ? before : goals;
      double inHalf = Arrays.stream(within, half * 4, half * 4 + 4).sum();
      for (int bin = half * 4; bin < half * 4 + 4; bin++) {
        shares[bin] = round(within[bin] / inHalf * (half == 0 ? first : all - first) / all);
      }
    }
    shares[7] = round(1 - Arrays.stream(shares, 0, 7).sum());
    return shares;
  }

  /** The length that gives added time the rate of the quarter of an hour before it. */
  private static double added(double[] shares, int from) {
    return Math.rint(shares[from + 3] / (shares[from + 2] / QUARTER_MINUTES) * 60);
  }

  /**
   * Goals after the first red card, until a second one, against those expected of eleven players;
   * relative to the matches without one, whose rates may be off by a factor.
   */
  private void reds(Map<String, List<Double>> values, double[] shares) {
    if (rated.isEmpty()) {
      return;
    }
    double[] goals = new double[2];
    double[] expected = new double[2];
    double ordinaryGoals = 0;
    double ordinaryExpected = 0;
    int dismissals = 0;
    for (EplTimeline match : rated) {
      List<EplTimeline.Moment> reds =
          match.moments().stream().filter(EplTimeline.Moment::red).toList();
      if (reds.isEmpty()) {
        ordinaryGoals += match.moments().size();
        ordinaryExpected += match.homeRate() + match.awayRate();
        continue;
      }
      dismissals++;
      EplTimeline.Moment red = reds.get(0);
      double from = gone(shares, red.half(), red.second() + PENALTY_SECONDS);
      double to = reds.size() == 1 ? 1 : gone(shares, reds.get(1).half(), reds.get(1).second());
      if (from >= to) {
        continue;
      }
      expected[0] += (to - from) * (red.home() ? match.homeRate() : match.awayRate());
      expected[1] += (to - from) * (red.home() ? match.awayRate() : match.homeRate());
      for (EplTimeline.Moment moment : match.moments()) {
        double at = gone(shares, moment.half(), moment.second());
        if (!moment.red() && at > from && at <= to) {
          goals[moment.home() == red.home() ? 0 : 1]++;
        }
      }
    }
    double ordinary = ordinaryGoals / ordinaryExpected;
    told.accept(
        "%d matches with a red card of %d: %.0f goals for %.1f expected, %.0f for %.1f against"
            .formatted(dismissals, rated.size(), goals[0], expected[0], goals[1], expected[1]));
    values.put("red_own", List.of(round(goals[0] / expected[0] / ordinary)));
    values.put("red_opponent", List.of(round(goals[1] / expected[1] / ordinary)));
  }

  private static double gone(double[] shares, int half, double second) {
    int from = (half - 1) * 4;
    double gone = Arrays.stream(shares, 0, from).sum();
    for (int bin = 0; bin < 3; bin++) {
      gone += shares[from + bin] * Math.min(1, Math.max(0, second / 900 - bin));
    }
    double over = Math.max(0, second - 2700);
    return gone + shares[from + 3] * Math.min(1, over / added(shares, from));
  }

  private double supremacySd(double rho) {
    double sum = 0;
    double squares = 0;
    int n = 0;
    for (EplMatch match : matches) {
      if (match.over().isPresent()) {
        GoalExpectancy rates =
            GoalExpectancy.ofResultAndTotal(match.result(), 2.5, match.over().get(), rho);
        double half = Math.log(rates.home() / rates.away()) / 2;
        sum += half;
        squares += half * half;
        n++;
      }
    }
    return Math.sqrt(squares / n - Math.pow(sum / n, 2));
  }
}
