package io.oddsupdate.pricing.model;

/** A score that nothing can change any more. */
record CertainScore(int homeScore, int awayScore) implements ScoreDistribution {
  @Override
  public Chances margin() {
    return Chances.certain(homeScore - awayScore);
  }

  @Override
  public Chances total() {
    return Chances.certain(homeScore + awayScore);
  }

  @Override
  public Chances home() {
    return Chances.certain(homeScore);
  }

  @Override
  public Chances away() {
    return Chances.certain(awayScore);
  }

  @Override
  public double exactly(int home, int away) {
    return home == homeScore && away == awayScore ? 1 : 0;
  }

  @Override
  public double bothScore() {
    return homeScore > 0 && awayScore > 0 ? 1 : 0;
  }
}
