package io.oddsupdate.pricing.market;

import io.oddsupdate.pricing.game.PlayerStat;
import io.oddsupdate.pricing.model.Chances;
import java.util.Optional;

/** What is expected of the players of a game in one state of it. */
@FunctionalInterface
public interface PlayerOutlook {
  /** Nobody is known. */
  PlayerOutlook NOBODY = (playerId, stat) -> Optional.empty();

  /**
   * The player's final count.
   *
   * @return empty where too little is known of the player
   */
  Optional<Chances> chances(String playerId, PlayerStat stat);
}
