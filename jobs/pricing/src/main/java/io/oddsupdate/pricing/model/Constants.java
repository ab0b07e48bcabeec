package io.oddsupdate.pricing.model;

import java.util.List;
import java.util.Map;

/**
 * The constants of one model version, by name; a number is a list of one. A model's own record
 * reads them once and refuses what is missing or out of range, naming the constant.
 */
public record Constants(Map<String, List<Double>> values) {

  /**
   * @throws IllegalArgumentException where it is missing, no single number, or outside the bounds
   */
  public double number(String name, double least, double most) {
    return list(name, 1, least, most)[0];
  }

  /**
   * @param size how many numbers there must be
   * @throws IllegalArgumentException where it is missing, of another size, or one is outside the
   *     bounds
   */
  public double[] list(String name, int size, double least, double most) {
    List<Double> list = values.get(name);
    if (list == null) {
      throw new IllegalArgumentException("constant " + name + " is missing");
    }
    if (list.size() != size) {
      throw new IllegalArgumentException(
          "constant %s must have %d numbers, has %d".formatted(name, size, list.size()));
    }
    double[] numbers = new double[size];
    for (int i = 0; i < size; i++) {
      numbers[i] = list.get(i);
      if (!(numbers[i] >= least && numbers[i] <= most)) {
        throw new IllegalArgumentException(
            "constant %s must be between %s and %s, got %s"
                .formatted(name, least, most, numbers[i]));
      }
    }
    return numbers;
  }
}
