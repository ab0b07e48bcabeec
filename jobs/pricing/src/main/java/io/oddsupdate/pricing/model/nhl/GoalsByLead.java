package io.oddsupdate.pricing.model.nhl;

/** The joint distribution of the goals of a stretch, for each lead at its beginning. */
interface GoalsByLead {
  /** Goals of one team that are told apart, from 0. */
  int width();

  /**
   * Writes the masses, home goals row by row, of a mixture of leads.
   *
   * @param leads mass of each lead, by {@link GoalChain#index}
   */
  void masses(double[] leads, double[] target);
}
