package io.oddsupdate.pricing.reference;

import io.oddsupdate.pricing.game.PlayerStat;
import java.util.Map;

/**
 * A player of the game.
 *
 * @param expected count in a whole regulation game, by name of its {@link PlayerStat}; markets are
 *     offered of these
 */
public record Player(String playerId, String name, Side side, Map<String, Double> expected) {
  public Player {
    for (Map.Entry<String, Double> stat : expected.entrySet()) {
      PlayerStat.valueOf(stat.getKey());
      Check.within("expected " + stat.getKey() + " of " + playerId, stat.getValue(), 0, 1000);
    }
  }

  /** Null where it is not known. */
  public Double expected(PlayerStat stat) {
    return expected.get(stat.name());
  }
}
