package io.oddsupdate.local.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.oddsupdate.pricing.game.PlayerStat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A game's final list, and who played in it as far as the list itself says. Ratings are unknown, so
 * they are an average team's; of the players only what was known at the tip-off is used, who starts
 * and who does not, never what they went on to score.
 *
 * @param actions as in the file
 */
public record RecordedGame(GameSheet sheet, List<JsonNode> actions) {
  public static final String FORMAT = "nba-livedata";

  /** Before a game starters are expected to count about twice what the bench does. */
  private static final double STARTER_WEIGHT = 2.0;

  private static final int STARTERS = 5;

  /** Games are announced for the half hour before they tip off. */
  private static final Duration SCHEDULE_GRID = Duration.ofMinutes(30);

  private static final ObjectMapper JSON = new ObjectMapper();

  public RecordedGame {
    actions = List.copyOf(actions);
  }

  /**
   * @throws IllegalArgumentException naming what is wrong with the file
   */
  public static RecordedGame read(Path file, String format) {
    if (!FORMAT.equals(format)) {
      throw new IllegalArgumentException(
          "FORMAT=" + format + " is not known: the only format is " + FORMAT);
    }
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException("FEED=" + file + " cannot be read: give an existing file");
    }
    JsonNode game;
    try {
      game = JSON.readTree(file.toFile()).path("game");
    } catch (IOException e) {
      throw new IllegalArgumentException("FEED=" + file + " is no JSON: " + e.getMessage(), e);
    }
    String vendorGameId = game.path("gameId").asText();
    List<JsonNode> actions = new ArrayList<>();
    game.path("actions").forEach(actions::add);
    require(!vendorGameId.isBlank(), file, "game.gameId is missing");
    require(!actions.isEmpty(), file, "game.actions is empty");
    return new RecordedGame(sheet(file, vendorGameId, actions), actions);
  }

  private static GameSheet sheet(Path file, String vendorGameId, List<JsonNode> actions) {
    Map<String, TeamBuilder> teams = new LinkedHashMap<>();
    int homeScore = 0;
    String home = null;
    String away = null;
    for (JsonNode action : actions) {
      String teamId = action.path("teamId").asText("");
      if (teamId.isEmpty() || teamId.equals("0")) {
        continue;
      }
      TeamBuilder team =
          teams.computeIfAbsent(
              teamId, id -> new TeamBuilder(id, action.path("teamTricode").asText()));
      team.add(action);
      if (action.path("shotResult").asText().equals("Made")) {
        // Whose baskets raise scoreHome is the home team.
        int now = action.path("scoreHome").asInt();
        if (now > homeScore && home == null) {
          home = teamId;
        } else if (now == homeScore && away == null) {
          away = teamId;
        }
        homeScore = now;
      }
    }
    require(teams.size() == 2, file, "game.actions must name two teams, got " + teams.keySet());
    require(home != null && away != null, file, "both teams must score, or home is not known");
    require(!home.equals(away), file, "scoreHome rises with baskets of both teams");
    return new GameSheet(
        "nba",
        FORMAT,
        vendorGameId,
        scheduledStart(file, actions),
        teams.get(home).sheet(),
        teams.get(away).sheet());
  }

  private static Instant scheduledStart(Path file, List<JsonNode> actions) {
    String first = actions.get(0).path("timeActual").asText();
    try {
      long gridMs = SCHEDULE_GRID.toMillis();
      return Instant.ofEpochMilli(Instant.parse(first).toEpochMilli() / gridMs * gridMs);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "FEED=" + file + ": game.actions[0].timeActual is no time: " + first, e);
    }
  }

  private static void require(boolean holds, Path file, String message) {
    if (!holds) {
      throw new IllegalArgumentException("FEED=" + file + ": " + message);
    }
  }

  /** Collects a team's players in the order in which the list first names them. */
  private static final class TeamBuilder {
    private final String vendorTeamId;
    private final String tricode;
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, Boolean> starters = new LinkedHashMap<>();

    TeamBuilder(String vendorTeamId, String tricode) {
      this.vendorTeamId = vendorTeamId;
      this.tricode = tricode;
    }

    void add(JsonNode action) {
      String personId = action.path("personId").asText("0");
      if (personId.equals("0") || personId.equals(vendorTeamId)) {
        return;
      }
      names.putIfAbsent(personId, action.path("playerNameI").asText(personId));
      boolean comesIn =
          action.path("actionType").asText().equals("substitution")
              && action.path("subType").asText().equals("in");
      boolean startsNow = !comesIn && starters.values().stream().filter(s -> s).count() < STARTERS;
      starters.putIfAbsent(personId, startsNow);
    }

    TeamSheet sheet() {
      List<PlayerSheet> players = new ArrayList<>();
      names.forEach(
          (id, name) -> players.add(new PlayerSheet(id, name, weights(starters.get(id)), 1.0)));
      return new TeamSheet(vendorTeamId, tricode, tricode, 0, 0, players);
    }

    private static Map<PlayerStat, Double> weights(boolean starts) {
      double weight = starts ? STARTER_WEIGHT : 1.0;
      return Map.of(
          PlayerStat.POINTS, weight, PlayerStat.REBOUNDS, weight, PlayerStat.ASSISTS, weight);
    }
  }
}
