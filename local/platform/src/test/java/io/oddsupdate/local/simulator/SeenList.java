package io.oddsupdate.local.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A pushed list, read again, by action number in the list's order. */
record SeenList(TimedPush push, Map<Integer, JsonNode> actions) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static SeenList of(TimedPush push) {
    try {
      Map<Integer, JsonNode> actions = new LinkedHashMap<>();
      for (JsonNode action : JSON.readTree(push.body()).path("game").path("actions")) {
        actions.put(action.path("actionNumber").asInt(), action);
      }
      return new SeenList(push, actions);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All pushes, not yet read. */
  static List<TimedPush> pushes(GamePlan plan) {
    List<TimedPush> pushes = new ArrayList<>();
    PolledGame.of(plan, Duration.ofSeconds(10)).forEachRemaining(pushes::add);
    return pushes;
  }

  static SeenList last(GamePlan plan) {
    List<TimedPush> pushes = pushes(plan);
    return of(pushes.get(pushes.size() - 1));
  }

  static int points(JsonNode action) {
    if (!action.path("shotResult").asText().equals("Made")) {
      return 0;
    }
    return switch (action.path("actionType").asText()) {
      case "freethrow" -> 1;
      case "2pt" -> 2;
      case "3pt" -> 3;
      default -> throw new IllegalStateException("made, but no shot: " + action);
    };
  }
}
