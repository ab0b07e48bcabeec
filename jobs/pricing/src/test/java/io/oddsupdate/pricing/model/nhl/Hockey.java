package io.oddsupdate.pricing.model.nhl;

import io.oddsupdate.pricing.ShippedModels;
import io.oddsupdate.pricing.game.EventStatus;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.PeriodScore;
import io.oddsupdate.pricing.game.PeriodType;
import io.oddsupdate.pricing.game.Situation;
import io.oddsupdate.pricing.model.Chances;
import io.oddsupdate.pricing.model.Fixture;
import io.oddsupdate.pricing.model.GameModel;
import io.oddsupdate.pricing.model.LeagueModel;
import io.oddsupdate.pricing.model.Outlook;
import io.oddsupdate.pricing.model.Strengths;
import java.util.List;

/** Games and states that tests talk about. */
final class Hockey {
  static final LeagueModel MODEL = ShippedModels.model("nhl-2026.1");
  static final Situation FIVE_ON_FIVE = Situation.strength(5, 5, false, false);

  /** Two teams of known strength, as strong as the average ones. */
  static final GameModel KNOWN = prepare(new Strengths(3.11, 2.90, true), false);

  static final GameModel UNKNOWN = prepare(MODEL.average(), false);
  static final GameModel NEUTRAL = prepare(MODEL.neutral(), false);
  static final GameModel PLAYOFF = prepare(new Strengths(3.11, 2.90, true), true);

  private Hockey() {}

  static GameModel prepare(Strengths strengths, boolean playoff) {
    return MODEL.prepare(new Fixture(strengths, playoff));
  }

  static GameState live(int period, double secondsRemaining, int home, int away) {
    return live(period, secondsRemaining, home, away, FIVE_ON_FIVE);
  }

  static GameState live(
      int period, double secondsRemaining, int home, int away, Situation situation) {
    PeriodType type = period <= 3 ? PeriodType.REG : period == 4 ? PeriodType.OT : PeriodType.SO;
    return state(EventStatus.LIVE, period, type, secondsRemaining, home, away, situation);
  }

  static GameState state(
      EventStatus status,
      int period,
      PeriodType type,
      double secondsRemaining,
      int home,
      int away,
      Situation situation) {
    double elapsed = (period <= 3 ? 1200 : 300) - secondsRemaining;
    return GameState.of(
        status, period, type, secondsRemaining, elapsed, home, away, List.of(), situation);
  }

  static GameState withPeriods(GameState state, PeriodScore... scores) {
    return GameState.of(
        state.status(),
        state.period(),
        state.periodType(),
        state.secondsRemaining(),
        state.secondsElapsed(),
        state.homeScore(),
        state.awayScore(),
        List.of(scores),
        state.situation());
  }

  static double homeWins(Outlook outlook) {
    return outlook.finalScore().margin().atLeast(1);
  }

  static double tie(Outlook outlook) {
    return outlook.regulation().margin().exactly(0);
  }

  /** Of a number that is not negative and never above 60. */
  static double mean(Chances chances) {
    double mean = 0;
    for (int number = 1; number <= 60; number++) {
      mean += chances.atLeast(number);
    }
    return mean;
  }
}
