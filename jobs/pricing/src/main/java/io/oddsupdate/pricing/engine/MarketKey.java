package io.oddsupdate.pricing.engine;

/** {@code game_id|market_id|specifiers|player_id}; what does not apply is empty. */
final class MarketKey {
  private MarketKey() {}

  static String of(String gameId, MarketLine line) {
    return gameId
        + '|'
        + line.marketId()
        + '|'
        + QuotedKind.of(line.marketId()).specifiers(line.line())
        + '|'
        + (line.playerId() == null ? "" : line.playerId());
  }
}
