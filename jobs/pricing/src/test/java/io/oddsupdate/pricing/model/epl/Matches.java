package io.oddsupdate.pricing.model.epl;

import io.oddsupdate.pricing.ShippedModels;
import io.oddsupdate.pricing.game.EventStatus;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.PeriodScore;
import io.oddsupdate.pricing.game.PeriodType;
import io.oddsupdate.pricing.game.Situation;
import io.oddsupdate.pricing.model.Fixture;
import io.oddsupdate.pricing.model.LeagueModel;
import io.oddsupdate.pricing.model.Outlook;
import io.oddsupdate.pricing.model.Strengths;
import java.util.List;

/** States of a match. */
final class Matches {
  static final String VERSION = "epl-2026.1";
  static final LeagueModel MODEL = ShippedModels.model(VERSION);
  static final EplConstants CONSTANTS = EplConstants.of(ShippedModels.constants(VERSION));
  static final Strengths KNOWN = new Strengths(1.6, 1.1, true);

  private Matches() {}

  static Outlook outlook(Strengths strengths, GameState state) {
    return MODEL.prepare(new Fixture(strengths, false)).outlook(state);
  }

  static GameState live(int period, double minute, int home, int away) {
    return live(period, minute, home, away, Situation.NONE);
  }

  static GameState live(int period, double minute, int home, int away, Situation situation) {
    List<PeriodScore> scores =
        period == 1 ? List.of(new PeriodScore(1, home, away)) : List.of(new PeriodScore(1, 0, 0));
    return state(EventStatus.LIVE, period, minute, home, away, scores, situation);
  }

  static GameState state(
      EventStatus status,
      int period,
      double minute,
      int home,
      int away,
      List<PeriodScore> scores,
      Situation situation) {
    double elapsed = minute * 60;
    double remaining = Math.max(0, 2700 - elapsed);
    return GameState.of(
        status, period, PeriodType.REG, remaining, elapsed, home, away, scores, situation);
  }
}
