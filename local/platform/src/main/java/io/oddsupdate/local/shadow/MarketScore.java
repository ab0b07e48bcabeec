package io.oddsupdate.local.shadow;

/**
 * Two versions on one kind of market.
 *
 * @param market UOF's name in snake case
 * @param compared moments at which both versions said something new of an open market
 * @param meanDifference of the probabilities of an outcome, absolute
 * @param scored moments of markets that were settled without a void
 * @param logLoss of the league's version: -ln of the probability of what happened, mean
 * @param brier of the league's version: squared errors over the outcomes of a market, mean
 */
public record MarketScore(
    String market,
    int compared,
    double meanDifference,
    double maxDifference,
    int scored,
    double logLoss,
    double shadowLogLoss,
    double brier,
    double shadowBrier) {}
