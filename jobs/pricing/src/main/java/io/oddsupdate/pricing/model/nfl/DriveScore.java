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
  private final Masses masses;

  /** P(margin to come &ge; i - firstMargin). */
  private final double[] marginTail;

  private final double[] totalTail;
  private final double[] homeTail;
  private final double[] awayTail;

  /** Masses of the margin, the total and both teams' points to come. */
  private record Masses(double[] margin, double[] total, double[] home, double[] away) {

    /** With room for so many points more of each team. */
    Masses with(int more) {
      double[] widened = new double[margin.length + 2 * more];
      System.arraycopy(margin, 0, widened, more, margin.length);
      return new Masses(
          widened,
          Arrays.copyOf(total, total.length + 2 * more),
          Arrays.copyOf(home, home.length + more),
          Arrays.copyOf(away, away.length + more));
    }
  }

  /**
   * A score that is final after these points.
   *
   * @param home scored so far in the stretch
   * @param away scored so far in the stretch
   * @param homeToCome masses of the points to come, before the weights
   * @param awayToCome masses of the points to come, before the weights
   * @param weights of the margins to come, from the least; null: all alike. The mean margin stays
   *     what it is without them
   */
  static DriveScore of(
      int home, int away, double[] homeToCome, double[] awayToCome, double[] weights) {
    double[] margins = margins(homeToCome, awayToCome);
    double[] balanced = balanced(margins, weights);
    for (int i = 0; i < margins.length; i++) {
      margins[i] *= balanced[i];
    }
    Masses masses =
        new Masses(
            margins,
            new double[margins.length],
            new double[homeToCome.length],
            new double[awayToCome.length]);
    addCells(homeToCome, awayToCome, balanced, masses);
    return new DriveScore(home, away, homeToCome, awayToCome, balanced, Overtime.NONE, 0, masses);
  }

  private DriveScore(
      int home,
      int away,
      double[] homeToCome,
      double[] awayToCome,
      double[] weights,
      Overtime overtime,
      int diagonal,
      Masses masses) {
    this.home = home;
    this.away = away;
    this.homeToCome = homeToCome;
    this.awayToCome = awayToCome;
    this.weights = weights;
    this.overtime = overtime;
    this.diagonal = diagonal;
    this.masses = masses;
    this.marginTail = tail(masses.margin);
    this.totalTail = tail(masses.total);
    this.homeTail = tail(masses.home);
    this.awayTail = tail(masses.away);
  }

  /**
   * The same where a tie goes on.
   *
   * @param overtime what a tie after these points is followed by
   * @param diagonal points of the home team to come, less those of the away team, that make a tie
   */
  DriveScore followedBy(Overtime overtime, int diagonal) {
    Masses moved = masses.with(overtime.most());
    overtime.forEach(
        (homeMore, awayMore, part) -> moveTies(moved, diagonal, homeMore, awayMore, part));
    return new DriveScore(home, away, homeToCome, awayToCome, weights, overtime, diagonal, moved);
  }

  /** Masses of the margins to come, from the least. */
  private static double[] margins(double[] homeToCome, double[] awayToCome) {
    double[] reversed = new double[homeToCome.length + awayToCome.length - 1];
    for (int x = 0; x < homeToCome.length; x++) {
      // Both arrays are walked upwards, which processors do several steps at a time.
      int first = homeToCome.length - 1 - x;
      double row = homeToCome[x];
      for (int y = 0; y < awayToCome.length; y++) {
        reversed[first + y] += row * awayToCome[y];
      }
    }
    return reversed(reversed);
  }

  private static double[] reversed(double[] numbers) {
    double[] reversed = new double[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      reversed[i] = numbers[numbers.length - 1 - i];
    }
    return reversed;
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

  private static void addCells(
      double[] homeToCome, double[] awayToCome, double[] weights, Masses masses) {
    double[] reversed = reversed(weights);
    double[] cells = new double[awayToCome.length];
    for (int x = 0; x < homeToCome.length; x++) {
      int first = homeToCome.length - 1 - x;
      double row = homeToCome[x];
      for (int y = 0; y < cells.length; y++) {
        cells[y] = row * awayToCome[y] * reversed[first + y];
      }
      for (int y = 0; y < cells.length; y++) {
        masses.away[y] += cells[y];
      }
      for (int y = 0; y < cells.length; y++) {
        masses.total[x + y] += cells[y];
      }
      double sum = 0;
      for (double cell : cells) {
        sum += cell;
      }
      masses.home[x] = sum;
    }
  }

  /** Moves this part of every tie to the score that the overtime makes of it. */
  private void moveTies(Masses moved, int diagonal, int homeMore, int awayMore, double part) {
    int length = Math.min(homeToCome.length, awayToCome.length + diagonal);
    for (int x = Math.max(0, diagonal); x < length; x++) {
      int y = x - diagonal;
      double mass = part * regulation(x, y);
      move(moved.home, x, homeMore, mass);
      move(moved.away, y, awayMore, mass);
      move(moved.total, x + y, homeMore + awayMore, mass);
      move(moved.margin, diagonal + moved.away.length - 1, homeMore - awayMore, mass);
    }
  }

  private static void move(double[] masses, int from, int by, double mass) {
    masses[from] -= mass;
    masses[from + by] += mass;
  }

  private static double[] tail(double[] masses) {
    double[] tail = new double[masses.length];
    double above = 0;
    for (int i = masses.length - 1; i >= 0; i--) {
      // What a tie has lost to overtimes may be below nothing by a rounding.
      above += Math.max(0, masses[i]);
      tail[i] = above;
    }
    return tail;
  }

  @Override
  public Chances margin() {
    int first = home - away - (awayTail.length - 1);
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
