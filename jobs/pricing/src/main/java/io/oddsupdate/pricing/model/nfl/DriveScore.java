package io.oddsupdate.pricing.model.nfl;

import io.oddsupdate.pricing.model.Chances;
import io.oddsupdate.pricing.model.ScoreDistribution;
import java.util.Arrays;

/**
 * A joint distribution of the score: the points to come of the two teams are independent, but that
 * each margin has a weight (key numbers), and that a tie may be followed by an overtime. The
 * marginals are summed once; every question is an array access.
 */
final class DriveScore implements ScoreDistribution {
  private final int home;
  private final int away;
  private final double[] homeToCome;
  private final double[] awayToCome;

  /** Weight of each margin that is to come, {@code home - away + awayToCome.length - 1}. */
  private final double[] weights;

  private final Overtime overtime;
  private final int diagonal;

  /** P(margin to come &ge; i - firstMargin). */
  private final double[] marginTail;

  private final int firstMargin;
  private final double[] totalTail;
  private final double[] homeTail;
  private final double[] awayTail;

  /**
   * @param home scored so far in the stretch
   * @param away scored so far in the stretch
   * @param homeToCome masses of the points to come, before the weights
   * @param awayToCome masses of the points to come, before the weights
   * @param weights of the margins to come, from the least; null: all alike. The mean margin stays
   *     what it is without them
   * @param overtime what a tie after these points is followed by; {@link Overtime#NONE}: nothing
   * @param diagonal points of the home team to come, less those of the away team, that make a tie
   */
  DriveScore(
      int home,
      int away,
      double[] homeToCome,
      double[] awayToCome,
      double[] weights,
      Overtime overtime,
      int diagonal) {
    this.home = home;
    this.away = away;
    this.homeToCome = homeToCome;
    this.awayToCome = awayToCome;
    double[] margins = margins(homeToCome, awayToCome);
    this.weights = balanced(margins, weights);
    this.overtime = overtime;
    this.diagonal = diagonal;
    int more = overtime.most();
    int heights = homeToCome.length + more;
    int widths = awayToCome.length + more;
    this.firstMargin = -(widths - 1);
    this.marginTail = new double[heights + widths - 1];
    this.totalTail = new double[heights + widths - 1];
    this.homeTail = new double[heights];
    this.awayTail = new double[widths];
    for (int i = 0; i < margins.length; i++) {
      marginTail[i + more] = margins[i] * this.weights[i];
    }
    addRegulation();
    overtime.forEach(this::moveTies);
    accumulate(marginTail);
    accumulate(totalTail);
    accumulate(homeTail);
    accumulate(awayTail);
  }

  /** Masses of the margins to come, from the least. */
  private static double[] margins(double[] homeToCome, double[] awayToCome) {
    double[] margins = new double[homeToCome.length + awayToCome.length - 1];
    for (int x = 0; x < homeToCome.length; x++) {
      for (int y = 0; y < awayToCome.length; y++) {
        margins[x - y + awayToCome.length - 1] += homeToCome[x] * awayToCome[y];
      }
    }
    return margins;
  }

  /** The weights, tilted so that the mean of the margins stays, and scaled to a sum of 1. */
  private static double[] balanced(double[] margins, double[] weights) {
    double[] balanced = new double[margins.length];
    double all = 0;
    for (double mass : margins) {
      all += mass;
    }
    if (weights == null) {
      Arrays.fill(balanced, 1 / all);
      return balanced;
    }
    double mean = 0;
    double sum = 0;
    double weighted = 0;
    double square = 0;
    for (int i = 0; i < margins.length; i++) {
      double mass = margins[i] * weights[i];
      mean += i * margins[i] / all;
      sum += mass;
      weighted += i * mass;
      square += (double) i * i * mass;
    }
    weighted /= sum;
    double variance = square / sum - weighted * weighted;
    double tilt = variance > 1e-6 ? (mean - weighted) / variance : 0;
    double factor = StrictMath.exp(Math.min(Math.max(tilt, -0.5), 0.5));
    double power = 1;
    double tilted = 0;
    for (int i = 0; i < margins.length; i++) {
      balanced[i] = weights[i] * power;
      tilted += margins[i] * balanced[i];
      power *= factor;
    }
    for (int i = 0; i < margins.length; i++) {
      balanced[i] /= tilted;
    }
    return balanced;
  }

  private void addRegulation() {
    for (int x = 0; x < homeToCome.length; x++) {
      double row = homeToCome[x];
      double sum = 0;
      for (int y = 0; y < awayToCome.length; y++) {
        double cell = row * awayToCome[y] * weights[x - y + awayToCome.length - 1];
        sum += cell;
        awayTail[y] += cell;
        totalTail[x + y] += cell;
      }
      homeTail[x] += sum;
    }
  }

  /** Moves this part of every tie to the score that the overtime makes of it. */
  private void moveTies(int homeMore, int awayMore, double part) {
    int length = Math.min(homeToCome.length, awayToCome.length + diagonal);
    for (int x = Math.max(0, diagonal); x < length; x++) {
      double moved = part * tie(x);
      int y = x - diagonal;
      move(homeTail, x, homeMore, moved);
      move(awayTail, y, awayMore, moved);
      move(totalTail, x + y, homeMore + awayMore, moved);
      move(marginTail, diagonal - firstMargin, homeMore - awayMore, moved);
    }
  }

  private static void move(double[] masses, int from, int by, double mass) {
    masses[from] -= mass;
    masses[from + by] += mass;
  }

  /** Mass of the tie after which the home team has {@code x} points more. */
  private double tie(int x) {
    return homeToCome[x] * awayToCome[x - diagonal] * weights[diagonal + awayToCome.length - 1];
  }

  private static void accumulate(double[] masses) {
    double above = 0;
    for (int i = masses.length - 1; i >= 0; i--) {
      // What a tie has lost to overtimes may be below nothing by a rounding.
      above += Math.max(0, masses[i]);
      masses[i] = above;
    }
  }

  @Override
  public Chances margin() {
    int first = home - away + firstMargin;
    return least -> {
      int i = least - first;
      return Chances.open(i <= 0 ? 1 : i < marginTail.length ? marginTail[i] : 0);
    };
  }

  @Override
  public Chances total() {
    return least -> tail(totalTail, least - home - away);
  }

  @Override
  public Chances home() {
    return least -> tail(homeTail, least - home);
  }

  @Override
  public Chances away() {
    return least -> tail(awayTail, least - away);
  }

  private static double tail(double[] tail, int index) {
    return index <= 0 ? 1 : Chances.open(index < tail.length ? tail[index] : 0);
  }

  @Override
  public double exactly(int home, int away) {
    int x = home - this.home;
    int y = away - this.away;
    if (x < 0 || y < 0) {
      return 0;
    }
    double[] sum = {regulation(x, y)};
    overtime.forEach(
        (homeMore, awayMore, part) -> {
          if (x - y == diagonal) {
            sum[0] -= part * regulation(x, y);
          }
          if (x - homeMore - (y - awayMore) == diagonal) {
            sum[0] += part * regulation(x - homeMore, y - awayMore);
          }
        });
    return Chances.open(sum[0]);
  }

  private double regulation(int x, int y) {
    return x < 0 || y < 0 || x >= homeToCome.length || y >= awayToCome.length
        ? 0
        : homeToCome[x] * awayToCome[y] * weights[x - y + awayToCome.length - 1];
  }

  @Override
  public double bothScore() {
    if (home > 0 && away > 0) {
      return 1;
    }
    double neither = home == 0 && away == 0 ? exactly(0, 0) : 0;
    return Chances.open(home().atLeast(1) + away().atLeast(1) - 1 + neither);
  }
}
