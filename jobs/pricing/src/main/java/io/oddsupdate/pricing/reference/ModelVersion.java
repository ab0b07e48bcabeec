package io.oddsupdate.pricing.reference;

import io.oddsupdate.pricing.model.Constants;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A model with one version of its constants: what prices a game.
 *
 * @param modelId names the code, such as {@code nba-margin}
 * @param modelVersion names the constants, for ever
 * @param values the constants, sorted by name; a list because keyed state has no type for a map of
 *     lists
 */
public record ModelVersion(String modelId, String modelVersion, List<Constant> values) {

  /** One constant: its numbers, of which most have one. */
  public record Constant(String name, List<Double> numbers) {}

  public ModelVersion(String modelId, String modelVersion, Constants constants) {
    this(
        modelId,
        modelVersion,
        constants.values().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(constant -> new Constant(constant.getKey(), constant.getValue()))
            .toList());
  }

  public Constants constants() {
    Map<String, List<Double>> byName = new HashMap<>();
    values.forEach(constant -> byName.put(constant.name(), constant.numbers()));
    return new Constants(byName);
  }
}
