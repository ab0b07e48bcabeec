package io.oddsupdate.pricing.engine;

import io.oddsupdate.pricing.market.Market;
import io.oddsupdate.pricing.odds.MarginMethod;
import java.util.List;

/**
 * A market of a game with everything about it that no event changes.
 *
 * @param key of the market, the game's id included
 * @param specifiers UOF's
 * @param period of the game that it covers, as updates carry it
 * @param name UOF's, with teams and player filled in
 * @param outcomeNames in the order of the question
 * @param margin target overround minus 1
 * @param method how the margin is spread over the outcomes
 */
record Listing(
    Market market,
    String key,
    String specifiers,
    String period,
    String name,
    List<String> outcomeNames,
    double margin,
    MarginMethod method) {}
