package io.oddsupdate.local.proof;

import io.oddsupdate.avro.edge.PublicOddsUpdate;
import io.oddsupdate.avro.internal.OddsUpdate;

/** {@code game_id|market_id|specifiers|player_id}, the last part empty outside player markets. */
final class MarketKeys {
  private MarketKeys() {}

  static String of(OddsUpdate update) {
    return of(
        update.getGameId(),
        update.getMarket().getId(),
        update.getMarket().getSpecifiers(),
        update.getPlayerId());
  }

  static String of(PublicOddsUpdate update) {
    return of(
        update.getGameId(),
        update.getMarket().getId(),
        update.getMarket().getSpecifiers(),
        update.getPlayerId());
  }

  private static String of(String gameId, int marketId, String specifiers, String playerId) {
    return String.join(
        "|", gameId, Integer.toString(marketId), specifiers, playerId == null ? "" : playerId);
  }
}
