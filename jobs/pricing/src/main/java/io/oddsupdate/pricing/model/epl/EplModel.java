package io.oddsupdate.pricing.model.epl;

import io.oddsupdate.pricing.model.Constants;
import io.oddsupdate.pricing.model.Fixture;
import io.oddsupdate.pricing.model.GameModel;
import io.oddsupdate.pricing.model.LeagueModel;
import io.oddsupdate.pricing.model.Strengths;

/**
 * Goals as two Poisson processes with the dependence of Dixon and Coles on the final score,
 * conditioned on score, time and players sent off. A match ends after two halves.
 */
public final class EplModel implements LeagueModel {
  private final EplConstants constants;

  public EplModel(EplConstants constants) {
    this.constants = constants;
  }

  public static EplModel of(Constants constants) {
    return new EplModel(EplConstants.of(constants));
  }

  @Override
  public Strengths average() {
    return new Strengths(constants.homeGoals(), constants.awayGoals(), false);
  }

  @Override
  public Strengths neutral() {
    double goals = (constants.homeGoals() + constants.awayGoals()) / 2;
    return new Strengths(goals, goals, true);
  }

  @Override
  public Strengths ofLines(double homeSpread, double total) {
    double home = (total - homeSpread) / 2;
    double away = (total + homeSpread) / 2;
    if (!(home > 0 && away > 0)) {
      throw new IllegalArgumentException(
          "total must be above the distance of spread from 0, got total %s and spread %s"
              .formatted(total, homeSpread));
    }
    return new Strengths(home, away, true);
  }

  @Override
  public GameModel prepare(Fixture fixture) {
    return state -> EplOutlook.of(constants, fixture.strengths(), state);
  }
}
