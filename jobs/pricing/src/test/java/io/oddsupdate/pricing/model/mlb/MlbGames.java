package io.oddsupdate.pricing.model.mlb;

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
import io.oddsupdate.pricing.model.Strengths;
import java.util.List;

/** The shipped model and states of games to ask it about. */
final class MlbGames {
  static final LeagueModel MODEL = ShippedModels.model("mlb-2026.1");

  private MlbGames() {}

  static MlbConstants constants() {
    return MlbConstants.of(ShippedModels.constants("mlb-2026.1"));
  }

  /** A team of known strength in the regular season. */
  static Batting batting(double runsPerNine) {
    MlbConstants constants = constants();
    return new Batting(constants, runsPerNine, constants.inningRates(true), false, 40);
  }

  static GameModel regularSeason(Strengths strengths) {
    return MODEL.prepare(new Fixture(strengths, false));
  }

  static GameModel playoff(Strengths strengths) {
    return MODEL.prepare(new Fixture(strengths, true));
  }

  /** Two equal teams without a home edge. */
  static GameModel even(double runsPerNine) {
    return regularSeason(new Strengths(runsPerNine, runsPerNine, true));
  }

  /** Two average teams that nothing is known of. */
  static GameModel unknown() {
    return regularSeason(MODEL.average());
  }

  static GameState top(int inning, int outs, String bases, int home, int away) {
    return state(inning, Situation.inning(false, outs, bases(bases)), home, away, List.of());
  }

  static GameState bottom(int inning, int outs, String bases, int home, int away) {
    return state(inning, Situation.inning(true, outs, bases(bases)), home, away, List.of());
  }

  static GameState state(
      int inning, Situation situation, int home, int away, List<PeriodScore> innings) {
    return GameState.of(
        EventStatus.LIVE, inning, PeriodType.REG, 0, 0, home, away, innings, situation);
  }

  /** Such as {@code 1-3}. */
  static int bases(String taken) {
    int bases = 0;
    for (int base = 0; base < 3; base++) {
      bases |= taken.charAt(base) == '-' || taken.charAt(base) == '0' ? 0 : 1 << base;
    }
    return bases;
  }

  static double homeWins(GameModel game, GameState state) {
    return game.outlook(state).finalScore().margin().atLeast(1);
  }

  /** The mean of a number that is not negative. */
  static double mean(Chances number) {
    double mean = 0;
    for (int least = 1; least < 120; least++) {
      mean += number.atLeast(least);
    }
    return mean;
  }
}
