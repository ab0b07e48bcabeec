package io.oddsupdate.quant.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.oddsupdate.pricing.market.League;
import io.oddsupdate.pricing.model.Constants;
import io.oddsupdate.pricing.model.ScoreDistribution;
import io.oddsupdate.quant.Shared;
import io.oddsupdate.quant.archive.Archive;
import io.oddsupdate.quant.archive.DataFile;
import io.oddsupdate.quant.archive.NhlGame;
import io.oddsupdate.quant.archive.NhlGames;
import io.oddsupdate.quant.fit.nhl.NhlFit;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Constants of three seasons on the games of the next two. */
class NhlEvaluationTest {
  private static final DataFile[] SEASONS =
      Stream.of(2022, 2023, 2024, 2025, 2026).map(NhlGames::file).toArray(DataFile[]::new);

  @Test
  void tellsMarginsBetterThanIndependentGoalsWould() {
    List<Checkpoint> checkpoints = HeldOut.of(League.NHL, SEASONS);

    Checkpoint margins = checkpoints.get(0);
    assertThat(margins.scores().games()).isEqualTo(2792);
    assertThat(margins.scores().logLoss()).isLessThan(margins.benchmarks().get(0).value() - 0.04);
    // Two standard errors of a share of 2,792 games, at most.
    assertThat(checkpoints.subList(1, 4))
        .allMatch(share -> share.scores().calibrationError() < 0.02);
  }

  @Test
  void constantsOfThreeSeasonsTellTheScoresOfTheNextTwo() {
    Archive archive = Shared.archive(SEASONS);
    Constants shipped = HeldOut.shipped(League.NHL).constants();
    NhlFit earlier = new NhlFit(shipped, NhlGames.read(archive, NhlEvaluation.FITTED));
    List<NhlGame> games = NhlGames.read(archive, NhlEvaluation.HELD_OUT);
    NhlFit later = new NhlFit(shipped, games);

    Constants fitted = earlier.fit();

    double poisson =
        later.poissonLogLikelihood(
            fitted.number("home_mean", 0, 9), fitted.number("away_mean", 0, 9));
    System.out.printf(
        "NHL held out 2025-26: log likelihood of a game's regulation score %.4f, Poisson %.4f%n",
        later.logLikelihood(fitted), poisson);
    assertThat(later.logLikelihood(fitted)).isGreaterThan(poisson + 0.06);
    ScoreDistribution regulation = NhlFit.atStart(fitted).regulation();
    for (int margin = -6; margin <= 6; margin++) {
      int least = margin;
      double actual = share(games, game -> game.home() - game.away() >= least);
      assertThat(regulation.margin().atLeast(margin)).isCloseTo(actual, within(0.02));
    }
  }

  @Test
  void shootoutsAreEven() {
    List<NhlGame> shootouts =
        NhlGames.read(Shared.archive(SEASONS), List.of(2022, 2023, 2024, 2025, 2026)).stream()
            .filter(game -> game.extension().equals("SO"))
            .toList();

    double homeShare = share(shootouts, NhlGame::homeWon);

    System.out.printf("NHL home share of %d shootouts %.4f%n", shootouts.size(), homeShare);
    assertThat(homeShare).isCloseTo(0.5, within(0.03));
  }

  private static double share(List<NhlGame> games, Predicate<NhlGame> what) {
    return games.stream().filter(what).count() / (double) games.size();
  }
}
