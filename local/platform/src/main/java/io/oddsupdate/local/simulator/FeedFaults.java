package io.oddsupdate.local.simulator;

/**
 * How often a feed does what real feeds do. Rates are probabilities.
 *
 * @param completion of an action: published bare, completed some seconds later
 * @param lateEdit of an action: another word or name minutes later, points untouched
 * @param miscredit of a basket: credited to a team mate at first
 * @param misvalued of a two: published as a three and corrected downwards minutes later
 * @param phantom of an action: followed by one that never happened and is deleted later
 * @param lateInsert of an action that scores nothing: published minutes late, at its earlier place
 * @param repeatedId of a push: the very push again
 * @param repeatedList of a push: the same list again under another webhook-id
 * @param olderList of a push: a list from earlier, after a newer one
 * @param afterTheEnd whether a player's points are corrected after the end of the game
 * @param finalScore whether the final score is corrected downwards after the end of the game
 */
public record FeedFaults(
    double completion,
    double lateEdit,
    double miscredit,
    double misvalued,
    double phantom,
    double lateInsert,
    double repeatedId,
    double repeatedList,
    double olderList,
    boolean afterTheEnd,
    boolean finalScore) {
  public FeedFaults {
    for (double rate :
        new double[] {
          completion,
          lateEdit,
          miscredit,
          misvalued,
          phantom,
          lateInsert,
          repeatedId,
          repeatedList,
          olderList
        }) {
      if (!(rate >= 0 && rate <= 1)) {
        throw new IllegalArgumentException("a rate of feed faults must lie in 0..1, got " + rate);
      }
    }
  }

  /** A feed that publishes every action once, complete and in order. */
  public static FeedFaults none() {
    return new FeedFaults(0, 0, 0, 0, 0, 0, 0, 0, 0, false, false);
  }

  /** What a usual evening looks like; two thirds of a real game's actions were edited. */
  public static FeedFaults usual(boolean afterTheEnd, boolean finalScore) {
    return new FeedFaults(
        0.65, 0.06, 0.02, 0.02, 0.01, 0.02, 0.01, 0.01, 0.01, afterTheEnd, finalScore);
  }

  /** A bad evening in every game. */
  public static FeedFaults hard() {
    return new FeedFaults(0.8, 0.2, 0.08, 0.08, 0.05, 0.08, 0.05, 0.05, 0.05, true, true);
  }
}
