package io.oddsupdate.odds.enrich;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.oddsupdate.pricing.game.ActionType;
import io.oddsupdate.pricing.reference.GameReference;
import io.oddsupdate.pricing.reference.MarketConfig;
import io.oddsupdate.pricing.reference.Model;
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
import java.util.List;

/** A game's reference document, as {@code publish_game_reference} composes it in Postgres. */
public final class ReferenceDocument {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ReferenceDocument() {}

  /**
   * Reads one version of a document. Players come sorted by player id, whatever collation the
   * database sorts with.
   *
   * @throws IllegalArgumentException if the document is no JSON or lacks a field; the message names
   *     the field
   */
  public static GameReference parse(long version, String json) {
    JsonNode document;
    try {
      document = JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the reference document is no JSON: " + e, e);
    }
    return new GameReference(
        text(document, "game_id"),
        text(document, "league"),
        version,
        day(text(document, "scheduled_start")),
        team(object(document, "home")),
        team(object(document, "away")),
        prior(document.path("prior")),
        players(document),
        model(object(document, "model")),
        config(object(document, "config")));
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

  private static List<Player> players(JsonNode document) {
    List<Player> players = new ArrayList<>();
    for (JsonNode player : array(document, "players")) {
      players.add(
          new Player(
              text(player, "player_id"),
              text(player, "name"),
              constant(Side.class, text(player, "side"), "side"),
              number(player, "expected_points")));
    }
    players.sort(Comparator.comparing(Player::playerId));
    return List.copyOf(players);
  }

  private static Model model(JsonNode model) {
    JsonNode constants = object(model, "constants");
    return new Model(
        text(model, "model_id"),
        text(model, "model_version"),
        number(constants, "margin_sd"),
        number(constants, "total_sd"),
        number(constants, "overtime_share"),
        integer(constants, "regulation_seconds"),
        integer(constants, "overtime_seconds"),
        number(constants, "player_points_vmr"));
  }

  private static MarketConfig config(JsonNode config) {
    List<ActionType> suspending = new ArrayList<>();
    for (JsonNode action : array(config, "suspending_actions")) {
      suspending.add(constant(ActionType.class, action.asText(), "suspending_actions"));
    }
    return new MarketConfig(
        text(config, "config_version"),
        integer(config, "handicap_lines"),
        number(config, "handicap_step"),
        integer(config, "total_lines"),
        number(config, "total_step"),
        integer(config, "team_total_lines"),
        number(config, "team_total_step"),
        number(config, "margin_winner"),
        number(config, "margin_line"),
        number(config, "margin_player"),
        number(config, "max_price"),
        List.copyOf(suspending));
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
