package io.oddsupdate.pricing.model.nhl;

/** The joint distribution of the goals of a stretch, for each lead at its beginning. */
interface GoalsByLead {
  /** Goals of one team that are told apart, from 0. */
  int width();

  /**
   * The masses, home goals row by row, to be read only.
   *
   * @param lead by {@link GoalChain#index}
   * @param scratch of width times width cells, which may be what is returned
   */
  double[] masses(int lead, double[] scratch);
}
