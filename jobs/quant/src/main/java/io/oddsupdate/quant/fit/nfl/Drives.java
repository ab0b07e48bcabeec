package io.oddsupdate.quant.fit.nfl;

import java.util.Arrays;
import java.util.List;

/** Points of a number of average drives, independent of each other. */
record Drives(double[] one) {

  /**
   * @param points that a drive can bring
   * @param chances of each; the rest is a drive without points
   */
  static Drives of(List<Double> points, List<Double> chances) {
    double[] one = new double[1 + points.get(points.size() - 1).intValue()];
    one[0] = 1;
    for (int i = 0; i < points.size(); i++) {
      one[points.get(i).intValue()] = chances.get(i);
      one[0] -= chances.get(i);
    }
    return new Drives(one);
  }

  /**
   * @param drives of a part of one, with that chance
   */
  double[] points(double drives) {
    double[] points = {1};
    for (int drive = 1; drive <= drives; drive++) {
      points = withOne(points);
    }
    double part = drives - Math.floor(drives);
    double[] more = withOne(points);
    double[] mixed = Arrays.copyOf(points, more.length);
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] += part * (more[i] - mixed[i]);
    }
    return mixed;
  }

  private double[] withOne(double[] points) {
    double[] sum = new double[points.length + one.length - 1];
    for (int i = 0; i < points.length; i++) {
      for (int j = 0; j < one.length; j++) {
        sum[i + j] += points[i] * one[j];
      }
    }
    return sum;
  }
}
