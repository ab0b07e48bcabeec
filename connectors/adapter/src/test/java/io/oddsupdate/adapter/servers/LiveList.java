package io.oddsupdate.adapter.servers;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Writes payloads of the liveData format, the project's own. */
public final class LiveList {
  private static final ObjectMapper JSON = new ObjectMapper();
  public static final Instant START = Instant.parse("2020-12-23T00:06:00Z");

  private final ObjectNode payload = JSON.createObjectNode();
  private final ArrayNode actions;

  /**
   * @param atSecond when the vendor published the list, seconds after the start
   */
  public LiveList(String gameId, int atSecond) {
    payload.putObject("meta").put("version", 1).put("time", START.plusSeconds(atSecond).toString());
    ObjectNode game = payload.putObject("game").put("gameId", gameId);
    this.actions = game.putArray("actions");
  }

  /** The period's start, edited at the start. */
  public LiveList start() {
    action(2, 0, "period", "start", 0, 0, 0);
    return this;
  }

  /** A basket of the home team. */
  public LiveList basket(int number, int editedSecond, int home, int away) {
    ObjectNode shot = action(number, editedSecond, "2pt", "Jump Shot", home, away, 202681);
    shot.put("shotResult", "Made").put("teamId", Long.parseLong(TestPostgres.HOME_TEAM));
    shot.put("possession", Long.parseLong(TestPostgres.HOME_TEAM));
    return this;
  }

  public LiveList end(int number, int editedSecond, int home, int away) {
    action(number, editedSecond, "game", "end", home, away, 0);
    return this;
  }

  /** An action of any type; what is returned can be changed at will. */
  public ObjectNode action(
      int number, int editedSecond, String type, String sub, int home, int away, long person) {
    return actions
        .addObject()
        .put("actionNumber", number)
        .put("orderNumber", number * 10_000L)
        .put("clock", "PT11M38.00S")
        .put("period", 1)
        .put("periodType", "REGULAR")
        .put("timeActual", START.plusSeconds(editedSecond).toString())
        .put("edited", START.plusSeconds(editedSecond).toString())
        .put("actionType", type)
        .put("subType", sub)
        .put("personId", person)
        .put("scoreHome", Integer.toString(home))
        .put("scoreAway", Integer.toString(away))
        .put("description", type + " " + sub);
  }

  public ObjectNode json() {
    return payload;
  }

  public String text() {
    return payload.toString();
  }

  public byte[] bytes() {
    return text().getBytes(StandardCharsets.UTF_8);
  }
}
