package io.oddsupdate.pricing.model.nhl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.oddsupdate.pricing.ShippedModels;
import io.oddsupdate.pricing.model.Constants;
import io.oddsupdate.pricing.model.ScoreDistribution;
import io.oddsupdate.pricing.model.nhl.NhlResults.Game;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The fit, run again on the results beside the repository; prints what docs/models.md quotes. */
class NhlFitTest {
  private static final List<String> FITTED =
      List.of(
          "home_mean",
          "away_mean",
          "strength_sd",
          "lead_reversion",
          "caution",
          "pull_seconds",
          "pull_share",
          "three_on_three_rate");

  @Test
  void constantsOfThreeSeasonsTellTheScoresOfTheNextTwo() throws Exception {
    NhlFit earlier = new NhlFit(shipped(), NhlResults.seasons(2022, 2023, 2024));
    NhlFit later = new NhlFit(shipped(), NhlResults.seasons(2025, 2026));

    Constants fitted = earlier.fit();

    double poisson =
        later.poissonLogLikelihood(number(fitted, "home_mean"), number(fitted, "away_mean"));
    System.out.printf(
        "held out 2025-26: log likelihood of a game's regulation score %.4f, Poisson %.4f%n",
        later.logLikelihood(fitted), poisson);
    print(fitted);
    assertThat(later.logLikelihood(fitted)).isGreaterThan(poisson + 0.06);
    List<Game> games = NhlResults.seasons(2025, 2026);
    ScoreDistribution regulation = NhlFit.atStart(fitted).regulation();
    for (int margin = -6; margin <= 6; margin++) {
      int least = margin;
      double actual = share(games, game -> game.home() - game.away() >= least);
      // Two standard errors of a share of 2,792 games, at most.
      assertThat(regulation.margin().atLeast(margin)).isCloseTo(actual, within(0.02));
    }
  }

  @Test
  void shippedConstantsAreTheFitOfAllSeasons() throws Exception {
    List<Game> games = NhlResults.seasons(2022, 2023, 2024, 2025, 2026);
    NhlFit fit = new NhlFit(shipped(), games);

    Constants fitted = fit.fit();

    System.out.printf(
        "2022-26: log likelihood of a game's regulation score %.4f, Poisson %.4f%n",
        fit.logLikelihood(fitted),
        fit.poissonLogLikelihood(number(fitted, "home_mean"), number(fitted, "away_mean")));
    print(fitted);
    printMargins(games, NhlFit.atStart(fitted).regulation());
    assertThat(fit.logLikelihood(shipped())).isCloseTo(fit.logLikelihood(fitted), within(2e-4));
    for (String name : List.of("home_mean", "away_mean", "three_on_three_rate", "strength_sd")) {
      assertThat(number(shipped(), name)).isCloseTo(number(fitted, name), within(0.01));
    }
  }

  @Test
  void shootoutsAreEven() throws Exception {
    List<Game> shootouts =
        NhlResults.seasons(2022, 2023, 2024, 2025, 2026).stream()
            .filter(game -> game.extension().equals("SO"))
            .toList();

    double homeShare = share(shootouts, Game::homeWon);

    System.out.printf("home share of %d shootouts %.4f%n", shootouts.size(), homeShare);
    assertThat(homeShare).isCloseTo(0.5, within(0.03));
  }

  private static void print(Constants constants) {
    FITTED.forEach(name -> System.out.println(name + " " + constants.values().get(name)));
  }

  private static void printMargins(List<Game> games, ScoreDistribution regulation) {
    for (int margin = -6; margin <= 6; margin++) {
      int wanted = margin;
      System.out.printf(
          "margin %d: results %.4f, model %.4f%n",
          margin,
          share(games, game -> game.home() - game.away() == wanted),
          regulation.margin().exactly(margin));
    }
  }

  private static double share(List<Game> games, Predicate<Game> what) {
    return games.stream().filter(what).count() / (double) games.size();
  }

  private static Constants shipped() {
    return ShippedModels.constants("nhl-2026.1");
  }

  private static double number(Constants constants, String name) {
    return constants.values().get(name).get(0);
  }
}
