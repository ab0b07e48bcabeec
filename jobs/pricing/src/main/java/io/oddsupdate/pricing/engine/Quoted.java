package io.oddsupdate.pricing.engine;

import io.oddsupdate.pricing.market.MarketStatus;
import io.oddsupdate.pricing.market.OutcomeResult;
import java.util.List;

/**
 * What was last published of one market: enough to know whether the next image differs.
 *
 * @param prices in the order of the outcomes, decimal x 10,000
 * @param active in the order of the outcomes
 */
public record Quoted(
    long epoch,
    long sequence,
    String updateId,
    MarketStatus status,
    String reason,
    List<Long> prices,
    List<Boolean> active,
    List<OutcomeResult> results) {}
