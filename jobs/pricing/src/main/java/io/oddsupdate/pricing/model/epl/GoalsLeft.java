package io.oddsupdate.pricing.model.epl;

import io.oddsupdate.pricing.game.EventStatus;
import io.oddsupdate.pricing.game.GameState;

/**
 * The share of a match's goals that is still to come, by half.
 *
 * @param first of the first half, added time included
 * @param second of the second half, added time included
 */
record GoalsLeft(double first, double second) {
  private static final double HALF = 2700;
  private static final double BIN = 900;

  double both() {
    return first + second;
  }

  static GoalsLeft of(EplConstants constants, GameState state) {
    if (state.status() == EventStatus.ENDED) {
      return new GoalsLeft(0, 0);
    }
    double second = half(constants, 1, 0, 0);
    if (state.period() <= 0) {
      return new GoalsLeft(half(constants, 0, 0, 0), second);
    }
    double announced = state.situation().addedSeconds();
    double elapsed = elapsed(state);
    return state.period() == 1
        ? new GoalsLeft(half(constants, 0, elapsed, announced), second)
        : new GoalsLeft(0, half(constants, 1, elapsed, announced));
  }

  /** Feeds whose clock counts down tell what remains instead. */
  private static double elapsed(GameState state) {
    if (state.secondsElapsed() > 0) {
      return state.secondsElapsed();
    }
    return state.secondsRemaining() > 0 ? Math.max(0, HALF - state.secondsRemaining()) : 0;
  }

  private static double half(EplConstants constants, int half, double elapsed, double announced) {
    double left = 0;
    for (int bin = 0; bin < 3; bin++) {
      double played = Math.min(1, Math.max(0, (elapsed - bin * BIN) / BIN));
      left += (1 - played) * constants.goalShares().get(half * 4 + bin);
    }
    double mean = constants.addedSeconds().get(half);
    double expected = announced > 0 ? announced : mean;
    double over = Math.max(0, elapsed - HALF);
    // Nobody knows when the whistle comes: what is left of added time falls, but never to nothing.
    double added =
        announced > over ? announced - over : expected * StrictMath.exp(-over / expected);
    return left + constants.goalShares().get(half * 4 + 3) * added / mean;
  }
}
