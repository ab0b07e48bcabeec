package io.oddsupdate.odds.enrich;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.oddsupdate.pricing.game.ActionType;
import io.oddsupdate.pricing.game.PlayerStat;
import io.oddsupdate.pricing.market.Catalogue;
import io.oddsupdate.pricing.market.League;
import io.oddsupdate.pricing.model.Constants;
import io.oddsupdate.pricing.model.Leagues;
import io.oddsupdate.pricing.odds.MarginMethod;
import io.oddsupdate.pricing.reference.GameReference;
import io.oddsupdate.pricing.reference.MarketConfig;
import io.oddsupdate.pricing.reference.MarketOffer;
import io.oddsupdate.pricing.reference.ModelVersion;
import io.oddsupdate.pricing.reference.Player;
import io.oddsupdate.pricing.reference.Prior;
import io.oddsupdate.pricing.reference.PriorSource;
import io.oddsupdate.pricing.reference.Side;
import io.oddsupdate.pricing.reference.Team;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A game's reference document, as {@code publish_game_reference} composes it in Postgres. */
public final class ReferenceDocument {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** More than a job meets: each league's own version, its shadow and a few of single games. */
  private static final int VERSIONS_MOST = 64;

  /**
   * Versions that a model can be made of, by name. A model takes milliseconds to make, a version
   * never changes, and documents of one version come by the thousand.
   */
  private static final Cache<String, ModelVersion> CHECKED =
      Caffeine.newBuilder().maximumSize(VERSIONS_MOST).executor(Runnable::run).build();

  private ReferenceDocument() {}

  /**
   * Reads one version of a document. Players come sorted by player id, whatever collation the
   * database sorts with.
   *
   * @throws IllegalArgumentException if the document is no JSON, lacks a field or has one that
   *     nothing can be priced with; the message names the field
   */
  public static GameReference parse(long version, String json) {
    JsonNode document;
    try {
      document = JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the reference document is no JSON: " + e, e);
    }
    League league = League.of(text(document, "league"));
    return new GameReference(
        text(document, "game_id"),
        league.id(),
        version,
        day(text(document, "scheduled_start")),
        team(object(document, "home")),
        team(object(document, "away")),
        prior(document.path("prior")),
        playoff(document),
        players(document),
        model(object(document, "model")),
        shadow(document),
        config(league, object(document, "config")));
  }

  private static long day(String scheduledStart) {
    try {
      return Instant.parse(scheduledStart).atZone(ZoneOffset.UTC).toLocalDate().toEpochDay();
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "scheduled_start must be an ISO-8601 instant, got " + scheduledStart, e);
    }
  }

  private static Team team(JsonNode team) {
    return new Team(text(team, "team_id"), text(team, "name"), text(team, "tricode"));
  }

  private static Prior prior(JsonNode prior) {
    if (prior.isMissingNode() || prior.isNull()) {
      return null;
    }
    return new Prior(
        number(prior, "home_spread"),
        number(prior, "total"),
        constant(PriorSource.class, text(prior, "source"), "source"));
  }

  private static boolean playoff(JsonNode document) {
    return document.has("playoff")
        && require(document.path("playoff").isBoolean(), document, "playoff", "true or false")
            .asBoolean();
  }

  private static List<Player> players(JsonNode document) {
    List<Player> players = new ArrayList<>();
    for (JsonNode player : array(document, "players")) {
      players.add(
          new Player(
              text(player, "player_id"),
              text(player, "name"),
              constant(Side.class, text(player, "side"), "side"),
              expected(player)));
    }
    players.sort(Comparator.comparing(Player::playerId));
    return List.copyOf(players);
  }

  private static Map<String, Double> expected(JsonNode player) {
    Map<String, Double> expected = new TreeMap<>();
    JsonNode stats = object(player, "expected");
    for (Iterator<String> names = stats.fieldNames(); names.hasNext(); ) {
      String stat = names.next();
      constant(PlayerStat.class, stat, "expected");
      expected.put(stat, number(stats, stat));
    }
    return expected;
  }

  private static ModelVersion shadow(JsonNode document) {
    JsonNode shadow = document.path("shadow");
    return shadow.isMissingNode() || shadow.isNull() ? null : model(object(document, "shadow"));
  }

  /** Refuses constants that no game can be priced with: a job must not find out at an event. */
  private static ModelVersion model(JsonNode model) {
    Map<String, List<Double>> values = new TreeMap<>();
    JsonNode constants = object(model, "constants");
    for (Iterator<String> names = constants.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      values.put(name, numbers(constants, name));
    }
    ModelVersion version =
        new ModelVersion(
            text(model, "model_id"), text(model, "model_version"), new Constants(values));
    ModelVersion checked = CHECKED.getIfPresent(version.modelVersion());
    if (version.equals(checked)) {
      return checked;
    }
    Leagues.of(version.modelId(), version.constants());
    CHECKED.put(version.modelVersion(), version);
    return version;
  }

  private static MarketConfig config(League league, JsonNode config) {
    List<MarketOffer> offers = new ArrayList<>();
    for (JsonNode market : array(config, "markets")) {
      int id = integer(market, "market");
      Catalogue.kind(league, id);
      offers.add(
          new MarketOffer(
              id,
              number(market, "margin"),
              market.has("beside") ? integer(market, "beside") : 0,
              market.has("step") ? number(market, "step") : 1,
              market.has("at") ? numbers(market, "at") : List.of(),
              market.has("numbers") ? integers(market, "numbers") : List.of(),
              market.has("least") ? number(market, "least") : 0,
              market.has("margin_method")
                  ? constant(
                      MarginMethod.class,
                      text(market, "margin_method").toUpperCase(Locale.ROOT),
                      "margin_method")
                  : MarginMethod.POWER));
    }
    List<ActionType> suspending = new ArrayList<>();
    for (JsonNode action : array(config, "suspending_actions")) {
      suspending.add(constant(ActionType.class, action.asText(), "suspending_actions"));
    }
    return new MarketConfig(
        text(config, "config_version"),
        List.copyOf(offers),
        number(config, "max_price"),
        List.copyOf(suspending));
  }

  /** A number stands for a list of one. */
  private static List<Double> numbers(JsonNode parent, String field) {
    if (parent.path(field).isNumber()) {
      return List.of(parent.path(field).asDouble());
    }
    List<Double> numbers = new ArrayList<>();
    for (JsonNode number : array(parent, field)) {
      require(number.isNumber(), parent, field, "a number or a list of numbers");
      numbers.add(number.asDouble());
    }
    return List.copyOf(numbers);
  }

  private static List<Integer> integers(JsonNode parent, String field) {
    List<Integer> numbers = new ArrayList<>();
    for (JsonNode number : array(parent, field)) {
      require(number.isInt(), parent, field, "a list of whole numbers");
      numbers.add(number.asInt());
    }
    return List.copyOf(numbers);
  }

  private static String text(JsonNode parent, String field) {
    return require(parent.path(field).isTextual(), parent, field, "a text").asText();
  }

  private static double number(JsonNode parent, String field) {
    return require(parent.path(field).isNumber(), parent, field, "a number").asDouble();
  }

  private static int integer(JsonNode parent, String field) {
    return require(parent.path(field).isInt(), parent, field, "a whole number").asInt();
  }

  private static JsonNode object(JsonNode parent, String field) {
    return require(parent.path(field).isObject(), parent, field, "an object");
  }

  private static JsonNode array(JsonNode parent, String field) {
    return require(parent.path(field).isArray(), parent, field, "a list");
  }

  private static JsonNode require(boolean holds, JsonNode parent, String field, String wanted) {
    if (!holds) {
      throw new IllegalArgumentException(
          "field %s of the reference document must be %s, got %s"
              .formatted(field, wanted, parent.path(field)));
    }
    return parent.path(field);
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String name, String field) {
    try {
      return Enum.valueOf(type, name);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "field %s of the reference document must be one of %s, got %s"
              .formatted(field, List.of(type.getEnumConstants()), name),
          e);
    }
  }
}
