package io.oddsupdate.pricing.model;

/** A score that was level for certain, and of which nobody is told how high it was. */
record LevelScore() implements ScoreDistribution {
  @Override
  public Chances margin() {
    return Chances.certain(0);
  }

  @Override
  public Chances total() {
    throw untold();
  }

  @Override
  public Chances home() {
    throw untold();
  }

  @Override
  public Chances away() {
    throw untold();
  }

  @Override
  public double exactly(int home, int away) {
    if (home == away) {
      throw untold();
    }
    return 0;
  }

  @Override
  public double bothScore() {
    throw untold();
  }

  @Override
  public boolean tellsPoints() {
    return false;
  }

  private static UnsupportedOperationException untold() {
    return new UnsupportedOperationException("only the margin of the stretch is known");
  }
}
