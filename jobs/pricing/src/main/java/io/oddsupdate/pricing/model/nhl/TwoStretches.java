package io.oddsupdate.pricing.model.nhl;

/** Two stretches, one after the other, put together once. */
record TwoStretches(int width, GoalGrid[] grids) implements GoalsByLead {

  static TwoStretches of(GoalsByLead first, GoalsByLead second, int widest) {
    GoalGrid[] grids = new GoalGrid[GoalChain.LEADS];
    for (int i = 0; i < grids.length; i++) {
      double[] lead = new double[GoalChain.LEADS];
      lead[i] = 1;
      grids[i] = GoalGrid.of(first, lead).then(second, i - GoalChain.LEAD_MOST, widest);
    }
    return new TwoStretches(grids[0].width(), grids);
  }

  @Override
  public double[] masses(int lead, double[] scratch) {
    return grids[lead].masses();
  }
}
