package io.oddsupdate.pricing.model.nfl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.oddsupdate.pricing.ShippedModels;
import io.oddsupdate.pricing.game.EventStatus;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.PeriodType;
import io.oddsupdate.pricing.game.Situation;
import io.oddsupdate.pricing.model.Constants;
import io.oddsupdate.pricing.model.Fixture;
import io.oddsupdate.pricing.model.GameModel;
import io.oddsupdate.pricing.model.Normal;
import io.oddsupdate.pricing.model.ScoreDistribution;
import io.oddsupdate.pricing.model.Scoring;
import io.oddsupdate.pricing.model.nfl.NflResults.Game;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Figures on seasons that the constants were not fitted on; each test prints its own. */
class NflHeldOutTest {
  private static final Constants SHIPPED = ShippedModels.constants("nfl-2026.1");
  private static final int FITTED_UNTIL = 2016;

  /** Stern and Winston with the deviation of Pro Football Reference. */
  private static final double SIGMA = 13.45;

  /** Taken from results or cited, not from the fit. */
  private static final Set<String> NOT_FITTED = Set.of("home_edge", "league_total");

  private static List<Game> heldOut() throws IOException {
    return NflResults.read().stream()
        .filter(game -> game.lines() && game.season() > FITTED_UNTIL)
        .toList();
  }

  @Test
  void beatsWinstonAtTheEndsOfQuarters() throws IOException {
    // Given the closing lines of seasons after those of the fit
    NflModel model = NflModel.of(SHIPPED);
    Map<Integer, Scoring> ours = new TreeMap<>();
    Map<Integer, Scoring> winston = new TreeMap<>();
    Map<Integer, Scoring> blind = new TreeMap<>();
    GameModel average = model.prepare(new Fixture(model.average(), false));
    for (Game game : heldOut()) {
      GameModel prepared =
          model.prepare(new Fixture(model.ofLines(game.spread(), game.total()), false));
      double won = game.margin() > 0 ? 1 : game.margin() < 0 ? 0 : 0.5;

      // When the winner is forecast at the start and at the ends of quarters
      for (int quarters = 0; quarters < 4; quarters++) {
        GameState state = state(game, quarters);
        add(ours, quarters, wins(prepared.outlook(state).finalScore()), won);
        add(blind, quarters, wins(average.outlook(state).finalScore()), won);
        double left = 1 - quarters / 4.0;
        double mean = game.home(quarters) - game.away(quarters) - game.spread() * left;
        double sd = SIGMA * Math.sqrt(left);
        double above = 1 - Normal.cdf((0.5 - mean) / sd);
        double level = 1 - above - Normal.cdf((-0.5 - mean) / sd);
        add(winston, quarters, above + level / 2, won);
      }
    }

    // Then the forecasts are better than Winston's, and below the figures to beat
    ours.forEach(
        (quarters, scores) ->
            System.out.printf(
                "NFL after %d quarters: ours %s; Winston %s; strengths unknown %s%n",
                quarters, scores, winston.get(quarters), blind.get(quarters)));
    ours.forEach(
        (quarters, scores) -> {
          assertThat(scores.brier()).isLessThan(winston.get(quarters).brier());
          assertThat(scores.logLoss()).isLessThan(winston.get(quarters).logLoss());
        });
    assertThat(ours.get(1).brier()).isLessThan(0.185);
    assertThat(ours.get(2).brier()).isLessThan(0.148);
    assertThat(ours.get(3).brier()).isLessThan(0.123);
  }

  private static void add(Map<Integer, Scoring> scores, int at, double forecast, double won) {
    scores.computeIfAbsent(at, quarters -> new Scoring()).add(forecast, won);
  }

  private static double wins(ScoreDistribution score) {
    return score.margin().atLeast(1) + score.margin().exactly(0) / 2;
  }

  private static GameState state(Game game, int quarters) {
    if (quarters == 0) {
      return GameState.notStarted();
    }
    return GameState.of(
        EventStatus.LIVE,
        quarters + 1,
        PeriodType.REG,
        900,
        0,
        game.home(quarters),
        game.away(quarters),
        List.of(),
        Situation.NONE);
  }

  @Test
  void wholeLinesPushAsOftenAsTheyDo() throws IOException {
    // Given every game with whole lines: pushes are too rare for half of them
    NflModel model = NflModel.of(SHIPPED);
    double[] spread = new double[3];
    double[] total = new double[3];
    for (Game game : NflResults.read()) {
      if (!game.lines()) {
        continue;
      }
      ScoreDistribution score =
          model
              .prepare(new Fixture(model.ofLines(game.spread(), game.total()), false))
              .outlook(GameState.notStarted())
              .finalScore();
      push(spread, -game.spread(), game.margin(), score.margin()::exactly);
      push(total, game.total(), game.homeFinal() + game.awayFinal(), score.total()::exactly);
    }

    // Then the model's rate is the games' within one point of a hundred
    System.out.printf(
        "NFL pushes: whole spreads %.0f, real %.4f, model %.4f; whole totals %.0f, real %.4f,"
            + " model %.4f%n",
        spread[0],
        spread[1] / spread[0],
        spread[2] / spread[0],
        total[0],
        total[1] / total[0],
        total[2] / total[0]);
    assertThat(spread[1] / spread[0]).isCloseTo(0.054, within(0.001));
    assertThat(spread[2] / spread[0]).isCloseTo(0.054, within(0.01));
    assertThat(total[1] / total[0]).isCloseTo(0.023, within(0.001));
    assertThat(total[2] / total[0]).isCloseTo(0.023, within(0.01));
  }

  private static void push(
      double[] counts, double line, int number, java.util.function.IntToDoubleFunction model) {
    if (line == Math.rint(line)) {
      counts[0]++;
      counts[1] += number == line ? 1 : 0;
      counts[2] += model.applyAsDouble((int) line);
    }
  }

  @Test
  void shipsWhatTheFitOfTheFirstSixSeasonsSays() throws IOException {
    List<Game> games =
        NflResults.read().stream().filter(game -> game.season() <= FITTED_UNTIL).toList();

    Constants fitted = new NflFit(SHIPPED, games).fit();

    fitted
        .values()
        .forEach(
            (name, numbers) -> {
              List<Double> shipped = SHIPPED.values().get(name);
              for (int i = 0; i < numbers.size() && !NOT_FITTED.contains(name); i++) {
                assertThat(shipped.get(i))
                    .as("%s, fitted: %s", name, numbers)
                    .isCloseTo(numbers.get(i), within(2e-3));
              }
            });
  }
}
