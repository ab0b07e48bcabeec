package io.oddsupdate.pricing.player;

import io.oddsupdate.pricing.game.PlayerStat;
import io.oddsupdate.pricing.model.Constants;
import java.util.Locale;

/**
 * How a player's count varies.
 *
 * @param within variance divided by mean of a count within one game, at least 1
 * @param between variance of a player's rate from game to game, as a share of the rate squared:
 *     minutes, form, the opponent; 0 where the count varies within games only
 * @param outing how much of the opponents' turns a player takes part in who is replaced for good,
 *     as a pitcher is; 1 where a player may play the whole game
 * @param outingSd standard deviation of it
 */
record StatConstants(double within, double between, double outing, double outingSd) {
  static final StatConstants POISSON = new StatConstants(1, 0, 1, 0);

  /**
   * From {@code player_<stat>}: {@code [within, between]} or {@code [within, between, outing,
   * outing_sd]}; a Poisson where there is none.
   */
  static StatConstants of(Constants constants, PlayerStat stat) {
    String name = "player_" + stat.name().toLowerCase(Locale.ROOT);
    if (!constants.values().containsKey(name)) {
      return POISSON;
    }
    if (constants.values().get(name).size() == 2) {
      double[] two = constants.list(name, 2, 0, 1000);
      return new StatConstants(Math.max(1, two[0]), two[1], 1, 0);
    }
    double[] four = constants.list(name, 4, 0, 1000);
    return new StatConstants(Math.max(1, four[0]), four[1], four[2], four[3]);
  }
}
