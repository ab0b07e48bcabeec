package io.oddsupdate.pricing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.oddsupdate.pricing.model.Constants;
import io.oddsupdate.pricing.model.LeagueModel;
import io.oddsupdate.pricing.model.Leagues;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The model versions that are shipped with the schemas. */
public final class ShippedModels {
  private ShippedModels() {}

  /**
   * @param version such as {@code nhl-2026.1}
   */
  public static LeagueModel model(String version) {
    JsonNode shipped = read(version);
    return Leagues.of(shipped.get("model_id").asText(), constants(shipped));
  }

  public static String modelId(String version) {
    return read(version).get("model_id").asText();
  }

  public static Constants constants(String version) {
    return constants(read(version));
  }

  private static Constants constants(JsonNode shipped) {
    Map<String, List<Double>> values = new TreeMap<>();
    shipped
        .get("constants")
        .fields()
        .forEachRemaining(
            constant -> {
              List<Double> numbers = new ArrayList<>();
              if (constant.getValue().isArray()) {
                constant.getValue().forEach(number -> numbers.add(number.asDouble()));
              } else {
                numbers.add(constant.getValue().asDouble());
              }
              values.put(constant.getKey(), numbers);
            });
    return new Constants(values);
  }

  private static JsonNode read(String version) {
    try (InputStream file =
        ShippedModels.class.getResourceAsStream("/models/" + version + ".json")) {
      if (file == null) {
        throw new IllegalArgumentException("no version " + version + " is shipped");
      }
      return new ObjectMapper().readTree(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
