package io.oddsupdate.pricing.model;

import java.util.ArrayList;
import java.util.List;

/** Scores of forecasts of something that happens or not; a draw happens by half. */
public final class Scoring {
  private static final double SURE = 1e-6;
  private static final int BINS = 10;

  private final List<double[]> forecasts = new ArrayList<>();

  public void add(double forecast, double happened) {
    forecasts.add(new double[] {Math.min(Math.max(forecast, SURE), 1 - SURE), happened});
  }

  public double logLoss() {
    return mean(f -> -f[1] * Math.log(f[0]) - (1 - f[1]) * Math.log(1 - f[0]));
  }

  public double brier() {
    return mean(f -> (f[0] - f[1]) * (f[0] - f[1]));
  }

  /** Expected calibration error in ten bins of equal width. */
  public double calibrationError() {
    double[] off = new double[BINS];
    for (double[] forecast : forecasts) {
      off[(int) (forecast[0] * BINS)] += forecast[0] - forecast[1];
    }
    double sum = 0;
    for (double bin : off) {
      sum += Math.abs(bin);
    }
    return sum / forecasts.size();
  }

  private double mean(java.util.function.ToDoubleFunction<double[]> value) {
    return forecasts.stream().mapToDouble(value).average().orElseThrow();
  }

  @Override
  public String toString() {
    return "n %d, log loss %.4f, Brier %.4f, ECE10 %.4f"
        .formatted(forecasts.size(), logLoss(), brier(), calibrationError());
  }
}
