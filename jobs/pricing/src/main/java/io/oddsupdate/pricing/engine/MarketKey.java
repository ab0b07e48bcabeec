package io.oddsupdate.pricing.engine;

import io.oddsupdate.pricing.market.MarketKind;

/** {@code game_id|market_id|specifiers|player_id}; what does not apply is empty. */
final class MarketKey {
  private MarketKey() {}

  static String of(String gameId, MarketLine line) {
    return gameId
        + '|'
        + line.marketId()
        + '|'
        + MarketKind.of(line.marketId()).specifiers(line.line())
        + '|'
        + (line.playerId() == null ? "" : line.playerId());
  }
}
