package io.oddsupdate.pricing.game;

import java.util.List;

/**
 * What one bookmaker quotes for one market of a game. Flat, so that Flink serializes it as a POJO.
 *
 * @param supplierGroup who makes the prices
 * @param marketId UOF market id
 * @param specifiers UOF specifiers, sorted
 * @param outcomeIds UOF outcome ids
 * @param odds decimal, in the same order
 * @param lastUpdateMs when the bookmaker last confirmed it, epoch milliseconds
 */
public record GameQuote(
    String bookmaker,
    String supplierGroup,
    int marketId,
    String specifiers,
    List<String> outcomeIds,
    List<Double> odds,
    boolean suspended,
    long lastUpdateMs) {

  /** What a newer quote replaces. */
  String key() {
    return marketId + "|" + specifiers + '|' + supplierGroup + '|' + bookmaker;
  }
}
