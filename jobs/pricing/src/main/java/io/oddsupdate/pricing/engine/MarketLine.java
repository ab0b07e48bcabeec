package io.oddsupdate.pricing.engine;

/**
 * A market that the game offers; the set is fixed when the game is first priced.
 *
 * @param line points: home handicap, total, team total or player's points; 0 for winner
 * @param playerId null outside player markets
 */
public record MarketLine(int marketId, double line, String playerId) {}
