package io.oddsupdate.pricing.model.nfl;

import java.util.Arrays;

/**
 * The points that a number of drives brings a team: each drive ends without points, or with those
 * of a safety, a field goal or a touchdown, independently of the others. Points are what football
 * makes of them (3, 7, 10, 14 ...), not any number around a mean.
 */
final class Drive {
  /** Tails below it are cut: less than any price shows. */
  private static final double NOTHING = 1e-10;

  /** The mean is found to this many points. */
  private static final double CLOSE = 1e-9;

  private static final int STEPS_MAX = 60;

  /** Points of 0, 1, 2 ... drives; cut where nothing is left. */
  private final double[][] ofDrives;

  private Drive(double[] chances, int drivesMost) {
    this.ofDrives = new double[drivesMost + 1][];
    ofDrives[0] = new double[] {1};
    for (int i = 1; i <= drivesMost; i++) {
      ofDrives[i] = sum(ofDrives[i - 1], chances);
    }
  }

  /**
   * @param mean points of one drive of this team
   * @param drivesMost how many are asked for at most
   */
  static Drive of(NflConstants constants, double mean, int drivesMost) {
    return new Drive(withMean(chances(constants), mean), drivesMost);
  }

  /** An average drive. */
  private static double[] chances(NflConstants constants) {
    double[] points = constants.drivePoints();
    double[] chances = new double[1 + (int) points[points.length - 1]];
    double none = 1;
    for (int i = 0; i < points.length; i++) {
      chances[(int) points[i]] = constants.driveChances()[i];
      none -= constants.driveChances()[i];
    }
    chances[0] = none;
    return chances;
  }

  /** Mean points of an average drive. */
  static double mean(NflConstants constants) {
    return mean(chances(constants));
  }

  private static double mean(double[] chances) {
    double mean = 0;
    for (int i = 1; i < chances.length; i++) {
      mean += i * chances[i];
    }
    return mean;
  }

  /** The distribution nearest to this one that has a mean: exponentially tilted, by bisection. */
  private static double[] withMean(double[] chances, double mean) {
    double least = -10;
    double most = 10;
    double wanted = Math.min(Math.max(mean, 1e-3), 0.95 * (chances.length - 1));
    double[] tilted = chances;
    for (int step = 0; step < STEPS_MAX; step++) {
      double tilt = (least + most) / 2;
      tilted = tilted(chances, tilt);
      double off = mean(tilted) - wanted;
      if (Math.abs(off) < CLOSE) {
        break;
      }
      if (off > 0) {
        most = tilt;
      } else {
        least = tilt;
      }
    }
    return tilted;
  }

  /** Each mass times e to the number times {@code tilt}, normalised. */
  private static double[] tilted(double[] masses, double tilt) {
    double[] tilted = new double[masses.length];
    double factor = StrictMath.exp(tilt);
    double weight = 1;
    double sum = 0;
    for (int i = 0; i < masses.length; i++) {
      tilted[i] = masses[i] * weight;
      sum += tilted[i];
      weight *= factor;
    }
    for (int i = 0; i < masses.length; i++) {
      tilted[i] /= sum;
    }
    return tilted;
  }

  private static double[] sum(double[] first, double[] second) {
    double[] sum = new double[first.length + second.length - 1];
    for (int j = 0; j < second.length; j++) {
      if (second[j] > 0) {
        for (int i = 0; i < first.length; i++) {
          sum[i + j] += first[i] * second[j];
        }
      }
    }
    int length = sum.length;
    double tail = sum[length - 1];
    while (length > 1 && tail < NOTHING) {
      length--;
      tail += sum[length - 1];
    }
    return Arrays.copyOf(sum, length);
  }

  /**
   * Points of so many drives; of a part of one, with that chance. Of fewer than two, twice those of
   * half as many: who has time for one drive may have it for a second.
   */
  double[] points(double drives) {
    if (drives < 2) {
      double[] half = mixed(drives / 2);
      return sum(half, half);
    }
    return mixed(drives);
  }

  private double[] mixed(double drives) {
    int whole = (int) Math.min(drives, ofDrives.length - 2);
    double part = Math.min(drives - whole, 1);
    double[] few = ofDrives[whole];
    double[] more = ofDrives[whole + 1];
    double[] points = new double[part > 0 ? more.length : few.length];
    for (int i = 0; i < points.length; i++) {
      points[i] = part * more[i] + (i < few.length ? (1 - part) * few[i] : 0);
    }
    return points;
  }

  /** Points of so many drives and of one more, which is played. */
  double[] points(double drives, double[] played) {
    return sum(points(drives), played);
  }

  /** These points with a mean that differs by so much, as far as they allow. */
  static double[] moved(double[] masses, double by) {
    double[] moved = masses;
    // Two steps: the variance changes with the tilt.
    for (int step = 0; step < 2; step++) {
      double mean = 0;
      double square = 0;
      for (int i = 1; i < moved.length; i++) {
        mean += i * moved[i];
        square += (double) i * i * moved[i];
      }
      double variance = square - mean * mean;
      double wanted = step == 0 ? by : by - (mean - mean(masses));
      if (variance > CLOSE) {
        moved = tilted(moved, Math.min(Math.max(wanted / variance, -0.2), 0.2));
      }
    }
    return moved;
  }
}
