package io.oddsupdate.pricing.model.epl;

import io.oddsupdate.pricing.game.EventStatus;
import io.oddsupdate.pricing.game.GameState;

/**
 * The share of a match's goals that is still to come: one constant rate in each quarter of an hour,
 * one in the added time of each half.
 *
 * @param first of the first half, added time included
 * @param second of the second half, added time included
 */
record GoalsLeft(double first, double second) {
  private static final double HALF = 2700;
  private static final int BINS = 3;
  private static final double BIN = HALF / BINS;

  /** An announcement above that is a slip of a feed. */
  private static final double ANNOUNCED_MOST = 1800;

  double both() {
    return first + second;
  }

  static GoalsLeft of(EplConstants constants, GameState state) {
    if (state.status() == EventStatus.ENDED || state.status() == EventStatus.CLOSED) {
      return new GoalsLeft(0, 0);
    }
    double second = half(constants, 1, 0, 0);
    if (state.period() <= 0) {
      return new GoalsLeft(half(constants, 0, 0, 0), second);
    }
    double announced = Math.min(ANNOUNCED_MOST, state.situation().addedSeconds());
    double elapsed = elapsed(state);
    if (state.period() == 1) {
      return new GoalsLeft(half(constants, 0, elapsed, announced), second);
    }
    // A league match has no third period: it is taken as added time.
    double played = state.period() == 2 ? elapsed : Math.max(HALF, elapsed);
    return new GoalsLeft(0, half(constants, 1, played, announced));
  }

  /** Feeds whose clock counts down tell what remains instead. */
  private static double elapsed(GameState state) {
    if (state.secondsElapsed() > 0) {
      return state.secondsElapsed();
    }
    return state.secondsRemaining() > 0 ? Math.max(0, HALF - state.secondsRemaining()) : 0;
  }

  private static double half(EplConstants constants, int half, double elapsed, double announced) {
    int from = half * (BINS + 1);
    double left = 0;
    for (int bin = 0; bin < BINS; bin++) {
      double played = Math.min(1, Math.max(0, elapsed / BIN - bin));
      left += (1 - played) * constants.goalShares().get(from + bin);
    }
    double mean = constants.addedSeconds().get(half);
    double over = Math.max(0, elapsed - HALF);
    double added =
        announced > 0
            ? beyond(announced, constants.overrunSeconds(), over)
            : mean * StrictMath.exp(-over / mean);
    return left + constants.goalShares().get(from + BINS) * added / mean;
  }

  /** Nobody knows when the whistle comes: what is left falls throughout, but never to nothing. */
  private static double beyond(double announced, double overrun, double over) {
    return over < announced
        ? announced - over + overrun
        : overrun * StrictMath.exp(-(over - announced) / overrun);
  }
}
