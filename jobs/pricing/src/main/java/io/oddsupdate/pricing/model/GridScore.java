package io.oddsupdate.pricing.model;

/**
 * A joint distribution given cell by cell, for games of few scores: cell {@code (i, j)} is the mass
 * of the score {@code (home + i, away + j)}, where {@code (home, away)} is the least score that is
 * still possible.
 *
 * <p>Marginals are summed once, so that a question is an array access. What lies beyond the grid is
 * open but next to impossible: {@link Chances#LEAST}, not 0.
 */
public final class GridScore implements ScoreDistribution {
  private final int home;
  private final int away;
  private final int width;
  private final double[] mass;
  private final double[] homeTail;
  private final double[] awayTail;
  private final double[] totalTail;

  /** P(margin &ge; home - away + k - (width - 1)) at k. */
  private final double[] marginTail;

  private final double bothScore;

  private GridScore(int home, int away, int width, double[] mass) {
    this.home = home;
    this.away = away;
    this.width = width;
    this.mass = mass;
    int height = mass.length / width;
    this.homeTail = new double[height];
    this.awayTail = new double[width];
    this.totalTail = new double[height + width - 1];
    this.marginTail = new double[height + width - 1];
    double both = 0;
    for (int i = 0; i < height; i++) {
      for (int j = 0; j < width; j++) {
        double cell = mass[i * width + j];
        homeTail[i] += cell;
        awayTail[j] += cell;
        totalTail[i + j] += cell;
        marginTail[i - j + width - 1] += cell;
        if (home + i > 0 && away + j > 0) {
          both += cell;
        }
      }
    }
    this.bothScore = both;
    accumulate(homeTail);
    accumulate(awayTail);
    accumulate(totalTail);
    accumulate(marginTail);
  }

  private static void accumulate(double[] masses) {
    for (int i = masses.length - 2; i >= 0; i--) {
      masses[i] += masses[i + 1];
    }
  }

  /**
   * @param home least final score of the home team: what it has scored
   * @param away least final score of the away team
   * @param width number of away scores, at least 1
   * @param mass row by row (home), not negative, with a positive sum; taken over and normalised to
   *     sum to 1
   * @throws IllegalArgumentException where the masses are no distribution
   */
  public static GridScore of(int home, int away, int width, double[] mass) {
    double sum = 0;
    for (double cell : mass) {
      sum += cell;
    }
    if (width < 1 || mass.length % width != 0 || !(sum > 0) || Double.isInfinite(sum)) {
      throw new IllegalArgumentException(
          "a score grid needs rows of %d cells with a positive finite sum, got %d cells with %s"
              .formatted(width, mass.length, sum));
    }
    for (int i = 0; i < mass.length; i++) {
      mass[i] /= sum;
    }
    return new GridScore(home, away, width, mass);
  }

  @Override
  public Chances margin() {
    int first = home - away - (width - 1);
    return least -> tail(marginTail, least - first, false);
  }

  @Override
  public Chances total() {
    return least -> tail(totalTail, least - home - away, true);
  }

  @Override
  public Chances home() {
    return least -> tail(homeTail, least - home, true);
  }

  @Override
  public Chances away() {
    return least -> tail(awayTail, least - away, true);
  }

  /**
   * @param bounded whether nothing below the first number is possible
   */
  private static double tail(double[] tail, int index, boolean bounded) {
    if (index <= 0) {
      return bounded ? 1 : Chances.open(1);
    }
    return Chances.open(index < tail.length ? tail[index] : 0);
  }

  @Override
  public double exactly(int home, int away) {
    int i = home - this.home;
    int j = away - this.away;
    if (i < 0 || j < 0) {
      return 0;
    }
    return j < width && i * width + j < mass.length
        ? Chances.open(mass[i * width + j])
        : Chances.LEAST;
  }

  @Override
  public double bothScore() {
    return home > 0 && away > 0 ? 1 : Chances.open(bothScore);
  }
}
