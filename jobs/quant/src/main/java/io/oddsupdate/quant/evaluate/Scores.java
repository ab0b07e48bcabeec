package io.oddsupdate.quant.evaluate;

import java.util.ArrayList;
import java.util.List;

/**
 * Scores of a set of forecasts. Less is better in each of them.
 *
 * @param games how many
 * @param logLoss mean of -ln of the probability of what came, probabilities kept above 1e-6
 * @param logLossError its standard error: how far off chance alone may put it
 * @param brier mean squared error: of the first outcome where there are two, summed over the
 *     outcomes where there are more
 * @param rps ranked probability score, divided by the number of outcomes less one
 * @param calibrationError expected calibration error: mean distance between forecast and frequency
 *     in ten bins of equal width; of the first outcome where there are two, of all of them
 *     otherwise
 * @param calibrationChance the calibration error that forecasts without any would show on so many
 *     games, on average
 * @param accuracy share of the games of which what was likeliest came
 * @param sharpness mean of the largest probability
 * @param reliability the ten bins, empty ones included
 */
public record Scores(
    double games,
    double logLoss,
    double logLossError,
    double brier,
    double rps,
    double calibrationError,
    double calibrationChance,
    double accuracy,
    double sharpness,
    List<Bin> reliability) {
  private static final double LEAST = 1e-6;
  private static final int BINS = 10;

  /**
   * @throws IllegalArgumentException where there is no forecast
   */
  public static Scores of(List<Forecast> forecasts) {
    if (forecasts.isEmpty()) {
      throw new IllegalArgumentException("there must be at least one forecast to score");
    }
    double weight = 0;
    double logLoss = 0;
    double squares = 0;
    double brier = 0;
    double rps = 0;
    double accuracy = 0;
    double sharpness = 0;
    for (Forecast forecast : forecasts) {
      weight += forecast.weight();
      double came = forecast.probabilities()[forecast.outcome()];
      double loss = loss(forecast);
      logLoss += forecast.weight() * loss;
      squares += forecast.weight() * loss * loss;
      accuracy += came == largest(forecast.probabilities()) ? forecast.weight() : 0;
      brier += forecast.weight() * brier(forecast);
      rps += forecast.weight() * rps(forecast);
      sharpness += forecast.weight() * largest(forecast.probabilities());
    }
    List<Bin> reliability = reliability(forecasts);
    double mean = logLoss / weight;
    return new Scores(
        weight,
        mean,
        Math.sqrt(Math.max(0, squares / weight - mean * mean) / weight),
        brier / weight,
        rps / weight,
        calibrationError(reliability),
        calibrationChance(reliability),
        accuracy / weight,
        sharpness / weight,
        reliability);
  }

  private static double loss(Forecast forecast) {
    double came = forecast.probabilities()[forecast.outcome()];
    return -Math.log(Math.min(1, Math.max(LEAST, came)));
  }

  /**
   * Standard error of the difference of two log losses: far below those of the two, since what one
   * forecast finds hard the other does, too.
   *
   * @param theirs of the same games, in the same order
   */
  static double logLossDifferenceError(List<Forecast> ours, List<Forecast> theirs) {
    if (ours.size() != theirs.size()) {
      throw new IllegalArgumentException(
          "forecasts must be of the same games, got %d and %d"
              .formatted(ours.size(), theirs.size()));
    }
    double weight = 0;
    double sum = 0;
    double squares = 0;
    for (int game = 0; game < ours.size(); game++) {
      double difference = loss(ours.get(game)) - loss(theirs.get(game));
      weight += ours.get(game).weight();
      sum += ours.get(game).weight() * difference;
      squares += ours.get(game).weight() * difference * difference;
    }
    double mean = sum / weight;
    return Math.sqrt(Math.max(0, squares / weight - mean * mean) / weight);
  }

  private static double brier(Forecast forecast) {
    double sum = 0;
    double[] probabilities = forecast.probabilities();
    int counted = probabilities.length == 2 ? 1 : probabilities.length;
    for (int i = 0; i < counted; i++) {
      double error = probabilities[i] - (i == forecast.outcome() ? 1 : 0);
      sum += error * error;
    }
    return sum;
  }

  private static double rps(Forecast forecast) {
    double[] probabilities = forecast.probabilities();
    double sum = 0;
    double error = 0;
    for (int i = 0; i < probabilities.length - 1; i++) {
      error += probabilities[i] - (i == forecast.outcome() ? 1 : 0);
      sum += error * error;
    }
    return sum / (probabilities.length - 1);
  }

  private static double largest(double[] probabilities) {
    double largest = 0;
    for (double probability : probabilities) {
      largest = Math.max(largest, probability);
    }
    return largest;
  }

  private static List<Bin> reliability(List<Forecast> forecasts) {
    double[] weight = new double[BINS];
    double[] forecastSum = new double[BINS];
    double[] came = new double[BINS];
    for (Forecast forecast : forecasts) {
      double[] probabilities = forecast.probabilities();
      int counted = probabilities.length == 2 ? 1 : probabilities.length;
      for (int i = 0; i < counted; i++) {
        int bin = Math.min(BINS - 1, Math.max(0, (int) (probabilities[i] * BINS)));
        weight[bin] += forecast.weight();
        forecastSum[bin] += forecast.weight() * probabilities[i];
        came[bin] += i == forecast.outcome() ? forecast.weight() : 0;
      }
    }
    List<Bin> bins = new ArrayList<>(BINS);
    for (int bin = 0; bin < BINS; bin++) {
      double all = weight[bin];
      bins.add(new Bin(all, all == 0 ? 0 : forecastSum[bin] / all, all == 0 ? 0 : came[bin] / all));
    }
    return List.copyOf(bins);
  }

  private static double calibrationError(List<Bin> bins) {
    double weight = 0;
    double error = 0;
    for (Bin bin : bins) {
      weight += bin.weight();
      error += bin.weight() * Math.abs(bin.forecast() - bin.came());
    }
    return error / weight;
  }

  /** Of each bin the mean distance of a binomial share from its chance, nearly normal. */
  private static double calibrationChance(List<Bin> bins) {
    double weight = 0;
    double error = 0;
    for (Bin bin : bins) {
      weight += bin.weight();
      error += Math.sqrt(bin.weight() * bin.forecast() * (1 - bin.forecast()));
    }
    return Math.sqrt(2 / Math.PI) * error / weight;
  }
}
