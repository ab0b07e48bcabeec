package io.oddsupdate.local.board;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.oddsupdate.avro.edge.PublicOddsUpdate;
import io.oddsupdate.avro.edge.PublicOutcome;
import io.oddsupdate.avro.edge.PublicOutcomeResult;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What the page shows now: the newest update of every market and the score of every game. Every
 * change raises the version, and a reader asks for what changed since the version that it has seen:
 * so a slow reader costs no queue, and many changes between two of its questions are one.
 */
public final class BoardImage {
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Market(PublicOddsUpdate update, long version) {}

  private record Game(GameScore score, long version) {}

  private final Names names;
  private final Map<String, Market> markets = new LinkedHashMap<>();
  private final Map<String, Game> games = new LinkedHashMap<>();
  private final Map<String, Long> updatesByGame = new HashMap<>();
  private long version;

  public BoardImage(Names names) {
    this.names = names;
  }

  /** Takes an update, unless a newer one of its market is already shown. */
  public synchronized void apply(PublicOddsUpdate update) {
    String key = marketKey(update);
    Market shown = markets.get(key);
    if (shown != null && !newer(update, shown.update())) {
      return;
    }
    version++;
    markets.put(key, new Market(update, version));
    updatesByGame.merge(update.getGameId(), 1L, Long::sum);
    Game game = games.get(update.getGameId());
    games.put(update.getGameId(), new Game(game == null ? null : game.score(), version));
    notifyAll();
  }

  /** Takes a score; the same score again changes nothing. */
  public synchronized void apply(String gameId, GameScore score) {
    Game game = games.get(gameId);
    if (game != null && score.equals(game.score())) {
      return;
    }
    version++;
    games.put(gameId, new Game(score, version));
    notifyAll();
  }

  public synchronized long version() {
    return version;
  }

  /** Waits until something is newer than {@code seen}, at most {@code millis}; says whether. */
  public synchronized boolean awaitNewerThan(long seen, long millis) throws InterruptedException {
    long until = System.nanoTime() + millis * 1_000_000;
    while (version <= seen) {
      long left = (until - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  /** What changed after {@code seen}, and the version that this brings a reader to. */
  public synchronized Changes since(long seen) {
    ObjectNode body = JSON.createObjectNode().put("full", seen <= 0);
    ArrayNode changedGames = body.putArray("games");
    games.forEach(
        (id, game) -> {
          if (game.version() > seen) {
            changedGames.add(gameNode(id, game.score()));
          }
        });
    ArrayNode changedMarkets = body.putArray("markets");
    markets.forEach(
        (key, market) -> {
          if (market.version() > seen) {
            changedMarkets.add(marketNode(key, market.update()));
          }
        });
    return new Changes(version, body.toString());
  }

  /**
   * @param version to ask for changes since
   * @param json {@code {"full":bool,"games":[..],"markets":[..]}}
   */
  public record Changes(long version, String json) {}

  private ObjectNode gameNode(String id, GameScore score) {
    ObjectNode node = JSON.createObjectNode().put("id", id);
    String[] parts = id.split("-", -1);
    node.put("league", parts[0]).put("date", parts.length > 1 ? parts[1] : "");
    Names.Teams teams = names.teams(id).orElseGet(() -> teamsOf(parts));
    node.putObject("home").put("tri", teams.homeTricode()).put("name", teams.homeName());
    node.putObject("away").put("tri", teams.awayTricode()).put("name", teams.awayName());
    node.put("updates", updatesByGame.getOrDefault(id, 0L));
    if (score != null) {
      node.putObject("score")
          .put("home", score.home())
          .put("away", score.away())
          .put("status", score.status())
          .put("period", score.period())
          .put("periodType", score.periodType())
          .put("remaining", score.secondsRemaining());
    }
    return node;
  }

  private static Names.Teams teamsOf(String[] idParts) {
    String away = idParts.length > 2 ? idParts[2].toUpperCase(Locale.ROOT) : "AWAY";
    String home = idParts.length > 3 ? idParts[3].toUpperCase(Locale.ROOT) : "HOME";
    return new Names.Teams(home, home, away, away);
  }

  private ObjectNode marketNode(String key, PublicOddsUpdate update) {
    ObjectNode node =
        JSON.createObjectNode()
            .put("key", key)
            .put("game", update.getGameId())
            .put("id", update.getMarket().getId())
            .put("name", update.getMarket().getName())
            .put("spec", update.getMarket().getSpecifiers())
            .put("period", update.getMarket().getPeriod())
            .put("status", update.getStatus().name())
            .put("reason", update.getReason())
            .put("epoch", update.getEpoch())
            .put("seq", update.getSequence())
            .put("corrects", update.getCorrectionOf());
    if (update.getPlayerId() != null) {
      node.put("player", update.getPlayerId());
      names.player(update.getPlayerId()).ifPresent(name -> node.put("playerName", name));
    }
    ArrayNode outcomes = node.putArray("outcomes");
    for (PublicOutcome outcome : update.getOutcomes()) {
      ObjectNode priced =
          outcomes
              .addObject()
              .put("id", outcome.getId())
              .put("name", outcome.getName())
              .put("price", outcome.getPrice())
              .put("american", outcome.getAmerican())
              .put("fractional", outcome.getFractional())
              .put("active", outcome.getActive());
      resultOf(update, outcome.getId(), priced);
    }
    return node;
  }

  private static void resultOf(PublicOddsUpdate update, String outcomeId, ObjectNode node) {
    if (update.getSettlement() == null) {
      return;
    }
    for (PublicOutcomeResult result : update.getSettlement().getResults()) {
      if (result.getOutcomeId().equals(outcomeId)) {
        node.put("result", result.getSettledAs().name()).put("void", result.getVoidFactor());
      }
    }
  }

  private static boolean newer(PublicOddsUpdate update, PublicOddsUpdate shown) {
    return update.getEpoch() > shown.getEpoch()
        || (update.getEpoch() == shown.getEpoch() && update.getSequence() > shown.getSequence());
  }

  private static String marketKey(PublicOddsUpdate update) {
    return String.join(
        "|",
        update.getGameId(),
        Integer.toString(update.getMarket().getId()),
        update.getMarket().getSpecifiers(),
        update.getPlayerId() == null ? "" : update.getPlayerId());
  }
}
