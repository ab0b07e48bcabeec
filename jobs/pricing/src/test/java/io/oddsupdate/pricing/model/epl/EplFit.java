package io.oddsupdate.pricing.model.epl;

import io.oddsupdate.pricing.model.GridScore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;

/**
 * Fits the constants of a version. Reads a folder of {@code football-data_E0_*.csv} (results and
 * closing prices of a season, as football-data.co.uk has them) and {@code timelines_*.csv} (see
 * {@link Timeline#read}); leaves one season out, to be tested on.
 *
 * <pre>java ... io.oddsupdate.pricing.model.epl.EplFit FOLDER 1516</pre>
 */
final class EplFit {
  /** A red card often comes with a penalty, which is not what it changes about the time after. */
  private static final double PENALTY_SECONDS = 120;

  private static final double QUARTER_MINUTES = 15;

  private final List<PastMatch> matches = new ArrayList<>();
  private final List<Timeline> timed = new ArrayList<>();
  private final List<Timeline> rated = new ArrayList<>();

  private EplFit(Path folder, String heldOut) throws IOException {
    for (Path file : files(folder, "football-data_E0_")) {
      String season = file.getFileName().toString().replaceAll("\\D", "").substring(1);
      if (!season.equals(heldOut)) {
        matches.addAll(PastMatch.season(season, Files.readString(file)));
      }
    }
    for (Path file : files(folder, "timelines_")) {
      for (Timeline timeline : Timeline.read(Files.readString(file))) {
        if (!timeline.season().equals(heldOut)) {
          (timeline.homeRate() > 0 ? rated : timed).add(timeline);
        }
      }
    }
  }

  private static List<Path> files(Path folder, String prefix) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(prefix))
          .sorted()
          .toList();
    }
  }

  public static void main(String[] args) throws IOException {
    EplFit fit = new EplFit(Path.of(args[0]), args[1]);
    double rho = fit.rho();
    double[] shares = fit.shares();
    print("home_goals", fit.matches.stream().mapToInt(PastMatch::homeGoals).average().orElse(0));
    print("away_goals", fit.matches.stream().mapToInt(PastMatch::awayGoals).average().orElse(0));
    print("rho", rho);
    print("goal_shares", shares);
    print("added_seconds", added(shares, 0), added(shares, 4));
    fit.reds(shares);
    print("supremacy_sd", fit.supremacySd(rho));
  }

  private static void print(String name, double... numbers) {
    System.out.println(
        name
            + " "
            + Arrays.stream(numbers)
                .mapToObj(number -> String.format(Locale.ROOT, "%.4f", number))
                .toList());
  }

  /** The dependence with which closing results come nearest to closing totals. */
  private double rho() {
    return least(
        -0.2,
        0.1,
        rho -> {
          double square = 0;
          for (PastMatch match : matches) {
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
    for (Timeline timeline : timed) {
      for (Timeline.Moment moment : timeline.moments()) {
        if (!moment.red()) {
          int bin = Math.min(3, (int) (moment.second() / 60 / QUARTER_MINUTES));
          goals[(moment.half() - 1) * 4 + bin]++;
        }
      }
    }
    double first = 0;
    double all = 0;
    for (PastMatch match : matches) {
      first += match.homeAtHalf() + match.awayAtHalf();
      all += match.homeGoals() + match.awayGoals();
    }
    System.out.printf(
        "goals by quarter %s of %d timelines; %.0f of %.0f goals before half-time of %d matches%n",
        Arrays.toString(goals), timed.size(), first, all, matches.size());
    double[] shares = new double[8];
    for (int half = 0; half < 2; half++) {
      double inHalf = Arrays.stream(goals, half * 4, half * 4 + 4).sum();
      for (int bin = half * 4; bin < half * 4 + 4; bin++) {
        shares[bin] = goals[bin] / inHalf * (half == 0 ? first : all - first) / all;
      }
    }
    return shares;
  }

  /** The length that gives added time the rate of the quarter of an hour before it. */
  private static double added(double[] shares, int from) {
    return shares[from + 3] / (shares[from + 2] / QUARTER_MINUTES) * 60;
  }

  /**
   * Goals after the first red card, until a second one, against those expected of eleven players;
   * relative to the matches without one, whose rates may be off by a factor.
   */
  private void reds(double[] shares) {
    double[] goals = new double[2];
    double[] expected = new double[2];
    double ordinaryGoals = 0;
    double ordinaryExpected = 0;
    int dismissals = 0;
    for (Timeline match : rated) {
      List<Timeline.Moment> reds = match.moments().stream().filter(Timeline.Moment::red).toList();
      if (reds.isEmpty()) {
        ordinaryGoals += match.moments().size();
        ordinaryExpected += match.homeRate() + match.awayRate();
        continue;
      }
      dismissals++;
      Timeline.Moment red = reds.get(0);
      double from = gone(shares, red.half(), red.second() + PENALTY_SECONDS);
      double to = reds.size() == 1 ? 1 : gone(shares, reds.get(1).half(), reds.get(1).second());
      if (from >= to) {
        continue;
      }
      expected[0] += (to - from) * (red.home() ? match.homeRate() : match.awayRate());
      expected[1] += (to - from) * (red.home() ? match.awayRate() : match.homeRate());
      for (Timeline.Moment moment : match.moments()) {
        double at = gone(shares, moment.half(), moment.second());
        if (!moment.red() && at > from && at <= to) {
          goals[moment.home() == red.home() ? 0 : 1]++;
        }
      }
    }
    double ordinary = ordinaryGoals / ordinaryExpected;
    System.out.printf(
        "%d matches with a red card of %d: %.0f goals for %.1f expected, %.0f for %.1f against%n",
        dismissals, rated.size(), goals[0], expected[0], goals[1], expected[1]);
    print("red_own", goals[0] / expected[0] / ordinary);
    print("red_opponent", goals[1] / expected[1] / ordinary);
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
    Map<String, Integer> seasons = new HashMap<>();
    int n = 0;
    for (PastMatch match : matches) {
      if (match.over().isPresent()) {
        GoalExpectancy rates =
            GoalExpectancy.ofResultAndTotal(match.result(), 2.5, match.over().get(), rho);
        double half = Math.log(rates.home() / rates.away()) / 2;
        sum += half;
        squares += half * half;
        n++;
        seasons.merge(match.season(), 1, Integer::sum);
      }
    }
    System.out.println("closing prices of seasons " + new java.util.TreeMap<>(seasons));
    return Math.sqrt(squares / n - Math.pow(sum / n, 2));
  }
}
