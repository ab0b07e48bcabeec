package io.oddsupdate.pricing.consensus;

import java.util.List;

/**
 * What one bookmaker quotes for one market on one line.
 *
 * @param supplierGroup who makes the prices: skins of one supplier are one opinion
 * @param odds decimal, of every outcome, in the order that all quotes of the market share
 * @param lastUpdateMs when the bookmaker last confirmed it, epoch milliseconds
 */
public record BookQuote(
    String bookmaker,
    String supplierGroup,
    List<Double> odds,
    boolean suspended,
    long lastUpdateMs) {
  public BookQuote {
    odds = List.copyOf(odds);
  }
}
