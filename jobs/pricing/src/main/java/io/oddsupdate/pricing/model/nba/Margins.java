package io.oddsupdate.pricing.model.nba;

/** Margins with their masses. */
record Margins(int first, double[] masses) {

  /**
   * Normal, with the weights of a close end; the mean is kept.
   *
   * @param closeWeights of a margin of 0, 1, 2 ... points either way
   */
  static Margins of(double mean, double sd, double[] closeWeights) {
    int first = Bell.first(mean, sd);
    int length = Bell.last(mean, sd) - first + 1;
    Margins margins = new Margins(first, Bell.masses(mean, sd, first, length));
    double moved = margins.weigh(closeWeights);
    if (moved == 0) {
      return margins;
    }
    // The weights pull the mean towards a tie; starting that much further off keeps it.
    double shifted = mean - moved;
    Margins kept = new Margins(first, Bell.masses(shifted, sd, first, length));
    kept.weigh(closeWeights);
    return kept;
  }

  /**
   * @return by how much the mean has moved
   */
  private double weigh(double[] closeWeights) {
    double before = 0;
    double after = 0;
    double sum = 0;
    for (int i = 0; i < masses.length; i++) {
      int margin = first + i;
      before += margin * masses[i];
      int size = Math.abs(margin);
      if (size < closeWeights.length) {
        masses[i] *= closeWeights[size];
      }
      sum += masses[i];
      after += margin * masses[i];
    }
    for (int i = 0; i < masses.length; i++) {
      masses[i] /= sum;
    }
    return closeWeights.length == 0 ? 0 : after / sum - before;
  }

  /** Takes the tie out, and tells its mass. */
  double takeTie() {
    int tie = -first;
    if (tie < 0 || tie >= masses.length) {
      return 0;
    }
    double taken = masses[tie];
    masses[tie] = 0;
    return taken;
  }

  double[] scaled(double factor) {
    double[] scaled = new double[masses.length];
    for (int i = 0; i < masses.length; i++) {
      scaled[i] = factor * masses[i];
    }
    return scaled;
  }
}
