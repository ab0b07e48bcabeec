package io.oddsupdate.local.simulator;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/** Seeded draws: the same seed gives the same draws on every machine. */
final class Draws {
  private final SplittableRandom random;

  Draws(long seed) {
    this.random = new SplittableRandom(seed);
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** Uniform, both ends included. */
  int between(int low, int high) {
    return low + random.nextInt(high - low + 1);
  }

  double between(double low, double high) {
    return low + random.nextDouble() * (high - low);
  }

  /** Bell-shaped, mean 0, standard deviation 1, within six: the sum of twelve uniforms. */
  double bell() {
    double sum = -6;
    for (int i = 0; i < 12; i++) {
      sum += random.nextDouble();
    }
    return sum;
  }

  <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** One of the choices, each as likely as its weight. */
  <T> T weighted(List<T> choices, ToDoubleFunction<T> weight) {
    double total = 0;
    for (T choice : choices) {
      total += weight.applyAsDouble(choice);
    }
    double left = random.nextDouble() * total;
    for (T choice : choices) {
      left -= weight.applyAsDouble(choice);
      if (left < 0) {
        return choice;
      }
    }
    return choices.get(choices.size() - 1);
  }

  /** A seed for an independent part, so that one part's draws never shift another's. */
  long seed() {
    return random.nextLong();
  }
}
