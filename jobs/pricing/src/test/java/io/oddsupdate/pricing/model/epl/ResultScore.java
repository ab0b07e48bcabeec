package io.oddsupdate.pricing.model.epl;

import io.oddsupdate.pricing.model.ScoreDistribution;

/** How good forecasts of home, draw and away were. */
final class ResultScore {
  private int matches;
  private double logLoss;
  private double brier;
  private double rps;

  void add(ScoreDistribution forecast, int homeGoals, int awayGoals) {
    double home = forecast.margin().atLeast(1);
    double notAway = forecast.margin().atLeast(0);
    add(home, notAway - home, 1 - notAway, Integer.compare(awayGoals, homeGoals) + 1);
  }

  /**
   * @param outcome 0 home, 1 draw, 2 away
   */
  void add(double home, double draw, double away, int outcome) {
    double[] chances = {home, draw, away};
    matches++;
    logLoss -= Math.log(Math.max(1e-6, chances[outcome]));
    for (int i = 0; i < 3; i++) {
      brier += Math.pow(chances[i] - (i == outcome ? 1 : 0), 2);
    }
    double first = home - (outcome == 0 ? 1 : 0);
    double second = home + draw - (outcome <= 1 ? 1 : 0);
    rps += (first * first + second * second) / 2;
  }

  double logLoss() {
    return logLoss / matches;
  }

  int matches() {
    return matches;
  }

  @Override
  public String toString() {
    return "n %d, log loss %.4f, Brier %.4f, RPS %.4f"
        .formatted(matches, logLoss(), brier / matches, rps / matches);
  }
}
