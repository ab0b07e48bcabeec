package io.oddsupdate.pricing.market;

/**
 * One outcome of a market. The five parts {@code win .. lose} sum to 1; {@code probability} is (win
 * + half-win/2) / (win + half-win/2 + lose + half-lose/2).
 *
 * @param id UOF outcome id
 * @param fairPrice 1 / probability
 * @param price decimal x 10,000, margin applied, rounded against the customer
 */
public record Outcome(
    String id,
    String name,
    double probability,
    double win,
    double halfWin,
    double refund,
    double halfLose,
    double lose,
    double fairPrice,
    long price,
    boolean active) {}
