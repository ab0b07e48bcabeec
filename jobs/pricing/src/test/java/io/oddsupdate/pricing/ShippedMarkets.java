package io.oddsupdate.pricing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.oddsupdate.pricing.game.ActionType;
import io.oddsupdate.pricing.market.League;
import io.oddsupdate.pricing.odds.MarginMethod;
import io.oddsupdate.pricing.reference.MarketConfig;
import io.oddsupdate.pricing.reference.MarketOffer;
import io.oddsupdate.pricing.reference.ModelVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The configuration and the model version that a league starts with. */
public final class ShippedMarkets {
  private ShippedMarkets() {}

  public static MarketConfig config(League league) {
    return config(settings(league).get("config_version").asText());
  }

  /**
   * @param version such as {@code nba-markets-3}
   */
  public static MarketConfig config(String version) {
    JsonNode shipped = read("/markets/" + version + ".json");
    List<MarketOffer> offers = new ArrayList<>();
    for (JsonNode offer : shipped.get("markets")) {
      List<Double> at = new ArrayList<>();
      offer.path("at").forEach(line -> at.add(line.asDouble()));
      List<Integer> numbers = new ArrayList<>();
      offer.path("numbers").forEach(number -> numbers.add(number.asInt()));
      offers.add(
          new MarketOffer(
              offer.get("market").asInt(),
              offer.get("margin").asDouble(),
              offer.path("beside").asInt(0),
              offer.path("step").asDouble(1),
              at,
              numbers,
              offer.path("least").asDouble(0),
              MarginMethod.valueOf(
                  offer.path("margin_method").asText("power").toUpperCase(Locale.ROOT))));
    }
    List<ActionType> suspending = new ArrayList<>();
    shipped
        .get("suspending_actions")
        .forEach(action -> suspending.add(ActionType.valueOf(action.asText())));
    return new MarketConfig(version, offers, shipped.get("max_price").asDouble(), suspending);
  }

  public static ModelVersion model(League league) {
    String version = settings(league).get("model_version").asText();
    return new ModelVersion(
        ShippedModels.modelId(version), version, ShippedModels.constants(version));
  }

  private static JsonNode settings(League league) {
    return read("/versions.json").get("leagues").get(league.id());
  }

  private static JsonNode read(String path) {
    try (InputStream file = ShippedMarkets.class.getResourceAsStream(path)) {
      if (file == null) {
        throw new IllegalArgumentException("nothing is shipped as " + path);
      }
      return new ObjectMapper().readTree(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
