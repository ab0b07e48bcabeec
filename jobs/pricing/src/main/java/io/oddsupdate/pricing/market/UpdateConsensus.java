package io.oddsupdate.pricing.market;

/**
 * What an update says of the quotes behind its prior.
 *
 * @param oldestQuoteAgeMs beside the newest of them
 * @param dispersion of the supplier groups, in log odds, where they differ most
 */
public record UpdateConsensus(
    int books, int supplierGroups, long oldestQuoteAgeMs, double dispersion) {}
