package io.oddsupdate.quant.archive;

/**
 * How often the home team won from a state of the game.
 *
 * @param bottom whether it bats
 * @param bases bit 0 first, bit 1 second, bit 2 third base taken
 * @param lead home minus away
 * @param homeWins of the games
 */
public record MlbWinRate(
    int inning, boolean bottom, int outs, int bases, int lead, int games, int homeWins) {
  public MlbWinRate {
    if (homeWins < 0 || homeWins > games || games == 0) {
      throw new IllegalArgumentException(
          "wins must be 0 to the number of games, got %d of %d".formatted(homeWins, games));
    }
  }

  public double rate() {
    return homeWins / (double) games;
  }

  /** Nobody out, nobody on base. */
  public boolean startsHalfInning() {
    return outs == 0 && bases == 0;
  }
}
