package io.oddsupdate.quant.fit.mlb;

import java.util.ArrayList;
import java.util.List;

/**
 * From counts of half innings by the runs that they still brought to a row of constants: chances of
 * 0 to 5 runs as counted, and for more a geometric tail with the counted mean.
 */
public final class RunsToEndFit {
  private static final int HEAD = 6;
  private static final int LONGEST = 20;

  private RunsToEndFit() {}

  public static List<Double> row(List<Double> counts) {
    double games = 0;
    double runs = 0;
    for (int k = 0; k < counts.size(); k++) {
      games += counts.get(k);
      runs += k * counts.get(k);
    }
    double[] row = new double[HEAD + 1];
    double tail = 1;
    double tailRuns = runs / games;
    for (int k = 0; k < HEAD; k++) {
      row[k] = rounded(counts.get(k) / games);
      tail -= row[k];
      tailRuns -= k * row[k];
    }
    double low = 0.01;
    double high = 0.9;
    for (int i = 0; i < 50; i++) {
      double ratio = (low + high) / 2;
      if (meanOfTail(ratio) < tailRuns / tail) {
        low = ratio;
      } else {
        high = ratio;
      }
    }
    row[HEAD] = rounded((low + high) / 2);
    List<Double> rounded = new ArrayList<>();
    for (double chance : row) {
      rounded.add(chance);
    }
    return rounded;
  }

  private static double meanOfTail(double ratio) {
    double sum = 0;
    double runs = 0;
    double step = 1;
    for (int k = HEAD; k <= LONGEST; k++) {
      sum += step;
      runs += k * step;
      step *= ratio;
    }
    return runs / sum;
  }

  private static double rounded(double chance) {
    return Math.round(chance * 1e6) / 1e6;
  }
}
