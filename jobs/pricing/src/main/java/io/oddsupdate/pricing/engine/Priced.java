package io.oddsupdate.pricing.engine;

import io.oddsupdate.pricing.market.MarketUpdate;
import java.util.List;

/**
 * One step of a game.
 *
 * @param book what to remember
 * @param updates what to publish, in the order of the market keys; empty: unchanged
 */
public record Priced(GameBook book, List<MarketUpdate> updates) {}
