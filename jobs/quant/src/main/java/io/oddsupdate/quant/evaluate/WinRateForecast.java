package io.oddsupdate.quant.evaluate;

import io.oddsupdate.pricing.game.EventStatus;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.PeriodType;
import io.oddsupdate.pricing.game.Situation;
import io.oddsupdate.pricing.model.GameModel;
import io.oddsupdate.pricing.model.Outlook;
import io.oddsupdate.pricing.model.ScoreDistribution;
import io.oddsupdate.quant.archive.MlbWinRate;
import java.util.List;

/** What a model says of a state of which only the lead is counted, not the score. */
public final class WinRateForecast {
  private static final double UNLIKELY = 1e-6;
  private static final int RUNS_MOST = 22;

  private WinRateForecast() {}

  /** The mean over the scores that it may be, each as likely as the model says. */
  public static double homeWins(GameModel game, MlbWinRate cell) {
    Outlook start = game.outlook(GameState.notStarted());
    ScoreDistribution homeRuns = first(start, cell.inning() - 1);
    ScoreDistribution awayRuns = first(start, cell.bottom() ? cell.inning() : cell.inning() - 1);
    int least = Math.max(0, cell.lead());
    double sum = 0;
    double weights = 0;
    for (int home = least; home < RUNS_MOST; home++) {
      double weight = homeRuns.home().exactly(home) * awayRuns.away().exactly(home - cell.lead());
      if (weight > UNLIKELY) {
        sum += weight * homeWins(game, cell, home);
        weights += weight;
      }
    }
    return weights == 0 ? homeWins(game, cell, least) : sum / weights;
  }

  private static ScoreDistribution first(Outlook start, int innings) {
    return innings == 0 ? ScoreDistribution.certain(0, 0) : start.periods(1, innings).orElseThrow();
  }

  private static double homeWins(GameModel game, MlbWinRate cell, int home) {
    GameState state =
        GameState.of(
            EventStatus.LIVE,
            cell.inning(),
            PeriodType.REG,
            0,
            0,
            home,
            home - cell.lead(),
            List.of(),
            Situation.inning(cell.bottom(), cell.outs(), cell.bases()));
    return game.outlook(state).finalScore().margin().atLeast(1);
  }
}
