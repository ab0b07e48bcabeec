package io.oddsupdate.pricing.consensus;

import java.util.List;

/**
 * What the quotes of one market come to.
 *
 * @param probabilities in the order of the odds, summing to 1; empty where no quote is left
 * @param books quotes that count
 * @param supplierGroups of those quotes
 * @param oldestQuoteAgeMs of those quotes; 0 where none is left
 * @param dispersion weighted root mean square distance of the supplier groups from the consensus,
 *     in log odds, of the outcome that they differ most on; 0 where one group is left
 * @param dropped quotes that do not count
 */
public record Consensus(
    List<Double> probabilities,
    int books,
    int supplierGroups,
    long oldestQuoteAgeMs,
    double dispersion,
    Dropped dropped) {

  /**
   * Why quotes do not count.
   *
   * @param beforeScore older than the last score
   * @param unusable odds that no market can have, or of another number of outcomes
   * @param outliers too far from the others
   */
  public record Dropped(int suspended, int beforeScore, int unusable, int outliers) {}

  public boolean isEmpty() {
    return probabilities.isEmpty();
  }
}
