package io.oddsupdate.pricing.reference;

import io.oddsupdate.pricing.game.ActionType;
import java.util.List;

/**
 * Which markets a game has, with which margins, and what suspends them.
 *
 * @param maxPrice decimal; longer prices are cut to it
 * @param suspendingActions what suspends every market of the game
 */
public record MarketConfig(
    String configVersion,
    List<MarketOffer> offers,
    double maxPrice,
    List<ActionType> suspendingActions) {
  public MarketConfig {
    Check.within("max_price", maxPrice, 1.01, 10_000);
    if (offers.isEmpty()) {
      throw new IllegalArgumentException("markets must name at least one market");
    }
  }
}
