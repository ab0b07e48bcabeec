package io.oddsupdate.pricing.prior;

import io.oddsupdate.pricing.model.Strengths;

/** What quotes say of the teams, or why they say nothing. */
public sealed interface PriorSolution {

  /**
   * @param strengths of which the model prices the quotes as the market does
   * @param difference the largest that remains between model and quotes, in log odds: next to 0
   *     where there are no more quotes than needed
   */
  record Solved(Strengths strengths, double difference) implements PriorSolution {}

  /**
   * @param message for a person; names the quotes and the difference
   */
  record Unsolvable(Reason reason, String message) implements PriorSolution {}

  /** Why there is no solution. */
  enum Reason {
    /** Nothing was quoted. */
    NO_QUOTES,
    /** No two teams of this league have such odds, as the model sees it. */
    OUT_OF_REACH,
    /** Each may be, but not all in one game: a wrong line, mixed teams, or stale prices. */
    CONTRADICTORY
  }
}
