package io.oddsupdate.quant.evaluate;

import io.oddsupdate.pricing.game.EventStatus;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.PeriodScore;
import io.oddsupdate.pricing.game.PeriodType;
import io.oddsupdate.pricing.game.Situation;
import io.oddsupdate.pricing.model.Fixture;
import io.oddsupdate.pricing.model.LeagueModel;
import io.oddsupdate.pricing.model.Leagues;
import io.oddsupdate.pricing.model.ScoreDistribution;
import io.oddsupdate.pricing.model.Strengths;
import io.oddsupdate.pricing.model.epl.EplConstants;
import io.oddsupdate.pricing.model.epl.GoalExpectancy;
import io.oddsupdate.pricing.odds.Devig;
import io.oddsupdate.pricing.odds.DevigMethod;
import io.oddsupdate.pricing.reference.ModelVersion;
import io.oddsupdate.quant.archive.Archive;
import io.oddsupdate.quant.archive.DataFile;
import io.oddsupdate.quant.archive.EplEventStream;
import io.oddsupdate.quant.archive.EplEventStreams;
import io.oddsupdate.quant.archive.EplMatch;
import io.oddsupdate.quant.archive.EplMatches;
import io.oddsupdate.quant.archive.EplTimeline;
import io.oddsupdate.quant.archive.EplTimelines;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The result of matches, from the closing price and from goals and red cards. */
public final class EplEvaluation implements Evaluation {
  /** No constant may be fitted on it. */
  public static final String HELD_OUT = "1516";

  /** Those that constants are fitted on. */
  public static final List<String> FITTED = List.of("1920", "2021", "2122", "2223", "2324");

  private static final String MEASURED = "our baseline, 318 matches of 2015/16, fitted on them";
  private static final int HALF = 2700;

  /** Fewer matches tell of chance, not of a model. */
  private static final int LEAST_MATCHES = 100;

  /** How the margin is taken off a price that strengths are solved from. */
  private static final DevigMethod USUAL = DevigMethod.SHIN;

  private static final String PRICES = "closing price without margin, 1,680 matches 2019-24";
  private static final List<Benchmark> CLOSING =
      List.of(
          new Benchmark("log loss", 0.9611, PRICES),
          new Benchmark("Brier", 0.5689, PRICES),
          new Benchmark("RPS", 0.1979, PRICES));

  /**
   * What the baseline scored at a moment.
   *
   * @param brier 0 where it is not known
   * @param rps 0 where it is not known
   */
  private record Moment(int half, int minute, double logLoss, double brier, double rps) {
    List<Benchmark> benchmarks() {
      Benchmark loss = new Benchmark("log loss", logLoss, MEASURED);
      return brier == 0
          ? List.of(loss)
          : List.of(
              loss, new Benchmark("Brier", brier, MEASURED), new Benchmark("RPS", rps, MEASURED));
    }
  }

  private static final List<Moment> IN_PLAY =
      List.of(
          new Moment(1, 15, 0.995, 0.5943, 0.197),
          new Moment(1, 30, 0.947, 0.5611, 0.1822),
          new Moment(2, 0, 0.847, 0, 0),
          new Moment(2, 15, 0.753, 0, 0),
          new Moment(2, 30, 0.538, 0, 0));

  @Override
  public List<DataFile> needed() {
    return Stream.concat(Stream.of(HELD_OUT), FITTED.stream()).map(EplMatches::file).toList();
  }

  @Override
  public List<Checkpoint> heldOut(ModelVersion version, Archive archive, Consumer<String> told) {
    LeagueModel model = Leagues.of(version.modelId(), version.constants());
    double rho = EplConstants.of(version.constants()).rho();
    List<EplMatch> recent = EplMatches.read(archive, FITTED);
    List<EplMatch> heldOut = EplMatches.read(archive, List.of(HELD_OUT));
    List<Checkpoint> checkpoints = new ArrayList<>();
    for (DevigMethod method : DevigMethod.values()) {
      boolean usual = method == USUAL;
      List<Benchmark> benchmarks = new ArrayList<>(CLOSING);
      benchmarks.addAll(closing(recent, method));
      if (usual) {
        benchmarks.addAll(outcomes(model, rho, recent));
      }
      checkpoints.add(
          start(
              model,
              rho,
              method,
              recent,
              "start, 2019-24" + (usual ? "" : ", " + method.id()),
              "2019-24; strengths solved from Pinnacle's closing result, margin taken off by "
                  + method.id()
                  + ", which no constant changes",
              benchmarks));
    }
    List<Benchmark> benchmarks =
        new ArrayList<>(
            List.of(
                new Benchmark("log loss", 1.0397, MEASURED),
                new Benchmark("Brier", 0.624, MEASURED),
                new Benchmark("RPS", 0.2112, MEASURED)));
    benchmarks.addAll(closing(heldOut, USUAL));
    checkpoints.add(
        start(
            model,
            rho,
            USUAL,
            heldOut,
            "start, 2015/16",
            "2015/16, held out; strengths solved from Pinnacle's closing result",
            benchmarks));
    checkpoints.add(
        halfTime(
            model,
            rho,
            recent,
            "half-time, 2019-24",
            "2019-24, of which the share of goals before half-time was fitted; strengths from the"
                + " closing result, red cards not known",
            List.of()));
    checkpoints.add(
        halfTime(
            model,
            rho,
            heldOut,
            "half-time, 2015/16",
            "2015/16, held out; strengths from the closing result, red cards not known",
            List.of(new Benchmark("log loss", 0.847, MEASURED + " and with red cards known"))));
    checkpoints.addAll(minutes(model, rho, heldOut, archive, told));
    return checkpoints;
  }

  /** At 15, 30, 60 and 75 minutes; none where the archive has too few goal times. */
  private static List<Checkpoint> minutes(
      LeagueModel model,
      double rho,
      List<EplMatch> heldOut,
      Archive archive,
      Consumer<String> told) {
    List<EplTimeline> timelines =
        archive.has(EplTimelines.IN_PLAY)
            ? EplTimelines.read(archive, EplTimelines.IN_PLAY)
            : EplEventStreams.read(archive, heldOut, told);
    if (timelines.size() >= LEAST_MATCHES) {
      return inPlay(model, rho, heldOut, timelines);
    }
    told.accept(
        "not scored at 15, 30, 60 and 75 minutes: goal times of %d matches are here, of at least %d they must be. Either%n  %s%nor one for each match of%n  %s"
            .formatted(
                timelines.size(),
                LEAST_MATCHES,
                EplTimelines.IN_PLAY.description(),
                EplEventStream.file("<match_id>").description()));
    return List.of();
  }

  /** The prices that the strengths are solved from: as good as they are is as good as it gets. */
  private static List<Benchmark> closing(List<EplMatch> matches, DevigMethod method) {
    List<Forecast> closing = new ArrayList<>();
    for (EplMatch match : matches) {
      List<Double> fair = fair(match, method);
      closing.add(Forecast.of(match.outcome(), fair.get(0), fair.get(1), fair.get(2)));
    }
    Scores scores = Scores.of(closing);
    String source = "closing price itself, margin taken off by " + method.id() + ", same matches";
    return List.of(
        new Benchmark("log loss", scores.logLoss(), source),
        new Benchmark("Brier", scores.brier(), source),
        new Benchmark("RPS", scores.rps(), source));
  }

  private static List<Double> fair(EplMatch match, DevigMethod method) {
    return Devig.devig(method, match.closing()).probabilities();
  }

  /** The Brier score of each outcome, as bookmakers of 2019 had it. */
  private static List<Benchmark> outcomes(LeagueModel model, double rho, List<EplMatch> matches) {
    String[] names = {"home", "draw", "away"};
    double[] published = {0.235, 0.195, 0.195};
    double[] sums = new double[names.length];
    for (EplMatch match : matches) {
      double[] chances =
          forecast(model, strengths(match, rho, USUAL), GameState.notStarted(), match)
              .probabilities();
      for (int outcome = 0; outcome < names.length; outcome++) {
        double error = chances[outcome] - (match.outcome() == outcome ? 1 : 0);
        sums[outcome] += error * error;
      }
    }
    List<Benchmark> benchmarks = new ArrayList<>();
    for (int outcome = 0; outcome < names.length; outcome++) {
      benchmarks.add(
          Benchmark.apart(
              "Brier of " + names[outcome],
              sums[outcome] / matches.size(),
              published[outcome],
              "bookmakers' prices of 2019, told in two places: .23 .19 .19"));
    }
    return benchmarks;
  }

  private static Checkpoint start(
      LeagueModel model,
      double rho,
      DevigMethod method,
      List<EplMatch> matches,
      String name,
      String games,
      List<Benchmark> benchmarks) {
    List<Forecast> forecasts = new ArrayList<>();
    for (EplMatch match : matches) {
      forecasts.add(forecast(model, strengths(match, rho, method), GameState.notStarted(), match));
    }
    return new Checkpoint("epl", name, "1x2", games, Scores.of(forecasts), benchmarks);
  }

  private static Checkpoint halfTime(
      LeagueModel model,
      double rho,
      List<EplMatch> matches,
      String name,
      String games,
      List<Benchmark> measured) {
    List<Forecast> ours = new ArrayList<>();
    List<Forecast> even = new ArrayList<>();
    for (EplMatch match : matches) {
      GameState state = state(2, 0, match.homeAtHalf(), match.awayAtHalf(), 0, 0);
      ours.add(forecast(model, strengths(match, rho, USUAL), state, match));
      even.add(EvenPoisson.of(match, match.result(), state));
    }
    List<Benchmark> benchmarks = new ArrayList<>(measured);
    benchmarks.add(Benchmark.logLoss(ours, even, EvenPoisson.SOURCE));
    return new Checkpoint("epl", name, "1x2", games, Scores.of(ours), benchmarks);
  }

  private static List<Checkpoint> inPlay(
      LeagueModel model, double rho, List<EplMatch> matches, List<EplTimeline> timelines) {
    Map<String, EplMatch> prices = new HashMap<>();
    matches.forEach(match -> prices.put(match.home() + "-" + match.away(), match));
    List<Checkpoint> checkpoints = new ArrayList<>();
    for (Moment moment : IN_PLAY) {
      List<Forecast> known = new ArrayList<>();
      List<Forecast> blind = new ArrayList<>();
      List<Forecast> even = new ArrayList<>();
      for (EplTimeline timeline : timelines) {
        Optional<EplMatch> match =
            Optional.ofNullable(prices.get(timeline.home() + "-" + timeline.away()));
        match.ifPresent(
            played -> {
              GameState state = state(timeline, moment, played);
              known.add(forecast(model, strengths(played, rho, USUAL), state, played));
              blind.add(forecast(model, model.average(), state, played));
              even.add(EvenPoisson.of(played, played.result(), state));
            });
      }
      List<Benchmark> benchmarks = new ArrayList<>(moment.benchmarks());
      benchmarks.add(Benchmark.logLoss(known, even, EvenPoisson.SOURCE));
      String minute = (moment.half() - 1) * 45 + moment.minute() + " min";
      checkpoints.add(
          new Checkpoint(
              "epl",
              minute,
              "1x2",
              "2015/16, held out; strengths from the closing result",
              Scores.of(known),
              benchmarks));
      checkpoints.add(
          new Checkpoint(
              "epl",
              minute + ", team-blind",
              "1x2",
              "2015/16, held out; two average teams",
              Scores.of(blind),
              List.of()));
    }
    return checkpoints;
  }

  private static GameState state(EplTimeline timeline, Moment moment, EplMatch match) {
    // Half-time is known before the second half begins.
    double second = moment.minute() == 0 ? -1 : moment.minute() * 60.0;
    int half = moment.half();
    return state(
        half,
        moment.minute(),
        timeline.count(false, true, half, second),
        timeline.count(false, false, half, second),
        timeline.count(true, true, half, second),
        timeline.count(true, false, half, second),
        new PeriodScore(1, match.homeAtHalf(), match.awayAtHalf()));
  }

  private static GameState state(
      int half, int minute, int home, int away, int homeReds, int awayReds) {
    return state(half, minute, home, away, homeReds, awayReds, new PeriodScore(1, home, away));
  }

  private static GameState state(
      int half, int minute, int home, int away, int homeReds, int awayReds, PeriodScore first) {
    return GameState.of(
        EventStatus.LIVE,
        half,
        PeriodType.REG,
        HALF - minute * 60.0,
        minute * 60.0,
        home,
        away,
        half == 1 ? List.of(new PeriodScore(1, home, away)) : List.of(first),
        Situation.cards(homeReds, awayReds, 0));
  }

  private static Strengths strengths(EplMatch match, double rho, DevigMethod method) {
    GoalExpectancy rates = GoalExpectancy.ofResult(fair(match, method), rho);
    return new Strengths(rates.home(), rates.away(), true);
  }

  private static Forecast forecast(
      LeagueModel model, Strengths strengths, GameState state, EplMatch match) {
    ScoreDistribution score =
        model.prepare(new Fixture(strengths, false)).outlook(state).finalScore();
    double home = score.margin().atLeast(1);
    double notAway = score.margin().atLeast(0);
    return Forecast.of(match.outcome(), home, notAway - home, 1 - notAway);
  }
}
