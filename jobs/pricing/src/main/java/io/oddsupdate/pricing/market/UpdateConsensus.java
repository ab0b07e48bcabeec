package io.oddsupdate.pricing.market;

import java.util.List;

/**
 * What an update says of bookmakers' quotes: before the start of those behind its prior, in play of
 * those for its own market.
 *
 * @param oldestQuoteAgeMs beside the newest of them; in play beside the latest that is known
 * @param dispersion of the supplier groups, in log odds, where they differ most
 * @param probabilities of the market's outcomes, in their order; empty before the start
 */
public record UpdateConsensus(
    int books,
    int supplierGroups,
    long oldestQuoteAgeMs,
    double dispersion,
    List<Double> probabilities) {}
