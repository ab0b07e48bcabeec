package io.oddsupdate.pricing.consensus;

import java.util.ArrayList;
import java.util.List;

/**
 * Opinions pooled by their logarithms: of all pools the one for which it does not matter whether
 * opinions are pooled before or after news arrives (Genest and Zidek 1986).
 */
final class LogPool {
  private final double[] logs;
  private double weight;

  LogPool(int outcomes) {
    this.logs = new double[outcomes];
  }

  void add(double[] opinion, double weight) {
    this.weight += weight;
    for (int i = 0; i < logs.length; i++) {
      logs[i] += weight * StrictMath.log(opinion[i]);
    }
  }

  /** Sums to 1. Needs one opinion with a weight above 0. */
  double[] probabilities() {
    double most = Double.NEGATIVE_INFINITY;
    for (double log : logs) {
      most = Math.max(most, log / weight);
    }
    double[] pooled = new double[logs.length];
    double sum = 0;
    for (int i = 0; i < pooled.length; i++) {
      pooled[i] = StrictMath.exp(logs[i] / weight - most);
      sum += pooled[i];
    }
    for (int i = 0; i < pooled.length; i++) {
      pooled[i] /= sum;
    }
    return pooled;
  }

  static List<Double> list(double[] numbers) {
    List<Double> list = new ArrayList<>(numbers.length);
    for (double number : numbers) {
      list.add(number);
    }
    return List.copyOf(list);
  }
}
