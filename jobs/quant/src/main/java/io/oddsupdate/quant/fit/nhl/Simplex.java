package io.oddsupdate.quant.fit.nhl;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.ToDoubleFunction;

/** Minimisation without derivatives, Nelder and Mead 1965. */
final class Simplex {
  private static final int ROUNDS_MOST = 600;
  private static final double ENOUGH = 1e-9;

  private record Corner(double[] point, double value) {}

  private Simplex() {}

  static double[] minimise(ToDoubleFunction<double[]> of, double[] first, double[] steps) {
    Corner[] corners = new Corner[first.length + 1];
    corners[0] = new Corner(first, of.applyAsDouble(first));
    for (int i = 0; i < first.length; i++) {
      double[] point = first.clone();
      point[i] += steps[i];
      corners[i + 1] = new Corner(point, of.applyAsDouble(point));
    }
    Comparator<Corner> byValue = Comparator.comparingDouble(Corner::value);
    for (int round = 0; round < ROUNDS_MOST; round++) {
      Arrays.sort(corners, byValue);
      Corner worst = corners[first.length];
      if (worst.value - corners[0].value < ENOUGH) {
        break;
      }
      double[] centre = new double[first.length];
      for (int c = 0; c < first.length; c++) {
        for (int i = 0; i < first.length; i++) {
          centre[i] += corners[c].point[i] / first.length;
        }
      }
      Corner reflected = along(of, centre, worst.point, -1);
      Corner next = reflected;
      if (reflected.value < corners[0].value) {
        Corner expanded = along(of, centre, worst.point, -2);
        next = expanded.value < reflected.value ? expanded : reflected;
      } else if (reflected.value >= corners[first.length - 1].value) {
        next = along(of, centre, worst.point, reflected.value < worst.value ? -0.5 : 0.5);
      }
      if (next.value < worst.value) {
        corners[first.length] = next;
      } else {
        for (int c = 1; c <= first.length; c++) {
          corners[c] = along(of, corners[0].point, corners[c].point, 0.5);
        }
      }
    }
    Arrays.sort(corners, byValue);
    return corners[0].point;
  }

  private static Corner along(
      ToDoubleFunction<double[]> of, double[] from, double[] to, double share) {
    double[] point = new double[from.length];
    for (int i = 0; i < point.length; i++) {
      point[i] = from[i] + share * (to[i] - from[i]);
    }
    return new Corner(point, of.applyAsDouble(point));
  }
}
