package io.oddsupdate.pricing.model.mlb;

/** The 24 states of a half inning: outs (0 to 2) and the bases that are taken, by index. */
final class BaseOut {
  static final int STATES = 24;

  /** Nobody out, nobody on. */
  static final int START = 0;

  /** Nobody out, a runner on second base: an extra inning of the regular season. */
  static final int RUNNER_ON_SECOND = 2;

  private BaseOut() {}

  /**
   * @param outs 0 to 2
   * @param bases bit 0 first, bit 1 second, bit 2 third base taken
   */
  static int of(int outs, int bases) {
    return outs * 8 + bases;
  }

  static int outs(int state) {
    return state / 8;
  }

  static int bases(int state) {
    return state % 8;
  }

  /** As the constants name it: {@code 0_1-3} is nobody out, runners on first and third. */
  static String name(int state) {
    int bases = bases(state);
    return outs(state)
        + "_"
        + ((bases & 1) == 0 ? '-' : '1')
        + ((bases & 2) == 0 ? '-' : '2')
        + ((bases & 4) == 0 ? '-' : '3');
  }
}
