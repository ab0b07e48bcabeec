package io.oddsupdate.quant.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.pricing.market.League;
import io.oddsupdate.quant.archive.NbaClosingLines;
import io.oddsupdate.quant.archive.NbaTimelines;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Figures on games that the constants were not fitted on. */
class NbaEvaluationTest {
  private static final int[] MINUTES = {6, 12, 18, 24, 30, 36, 39, 42, 45, 47};

  @Test
  void beatsTheTableOfRegressionsInPlayOnEachSeasonFromTheOtherTwo() {
    List<Checkpoint> checkpoints = HeldOut.of(League.NBA, NbaTimelines.FILE, NbaClosingLines.FILE);

    double ours = 0;
    double table = 0;
    for (int minute : MINUTES) {
      Checkpoint checkpoint = HeldOut.named(checkpoints, minute + " min, 3 seasons");
      double sameGames = checkpoint.benchmarks().get(1).value();
      assertThat(checkpoint.scores().games()).isEqualTo(3369);
      assertThat(checkpoint.scores().logLoss()).as(checkpoint.name()).isLessThan(sameGames + 2e-4);
      assertThat(checkpoint.scores().calibrationError()).as(checkpoint.name()).isLessThan(0.03);
      ours += checkpoint.scores().logLoss();
      table += sameGames;
    }
    assertThat(ours).isLessThan(table);
  }

  @Test
  void theClosingLineTellsTheWinnerBetterThanANormalAroundIt() {
    Checkpoint start =
        HeldOut.named(HeldOut.of(League.NBA, NbaTimelines.FILE, NbaClosingLines.FILE), "start");

    assertThat(start.benchmarks()).hasSize(2).allMatch(each -> each.isMetBy(start.scores()));
  }
}
