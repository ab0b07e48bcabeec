package io.oddsupdate.quant.evaluate;

import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.model.Poisson;
import io.oddsupdate.pricing.model.epl.GoalExpectancy;
import io.oddsupdate.quant.archive.EplMatch;
import java.util.List;

/**
 * The simplest model of a soccer match, to compare with: both teams' goals independent, as many in
 * each of the 90 minutes, whatever happens.
 */
final class EvenPoisson {
  static final String SOURCE =
      "independent Poisson, as many goals in each of 90 minutes, no red cards, same matches";

  private static final int GOALS_MOST = 15;
  private static final int HALF = 2700;

  private EvenPoisson() {}

  /**
   * @param result chances of home, draw and away before the start
   */
  static Forecast of(EplMatch match, List<Double> result, GameState state) {
    GoalExpectancy rates = GoalExpectancy.ofResult(result, 0);
    double left = 1 - ((state.period() - 1) * HALF + state.secondsElapsed()) / (2.0 * HALF);
    double[] home = Poisson.masses(rates.home() * left, GOALS_MOST);
    double[] away = Poisson.masses(rates.away() * left, GOALS_MOST);
    int lead = state.homeScore() - state.awayScore();
    double[] chances = new double[3];
    for (int i = 0; i < GOALS_MOST; i++) {
      for (int j = 0; j < GOALS_MOST; j++) {
        chances[1 - Integer.signum(lead + i - j)] += home[i] * away[j];
      }
    }
    return Forecast.of(match.outcome(), chances);
  }
}
