package io.oddsupdate.local.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.oddsupdate.local.simulator.TimedPush;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What real feeds do must occur in the games of a demo, whatever the seed. */
class SimulatedFeedTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration POLL = Duration.ofSeconds(15);

  private final Set<String> seen = new TreeSet<>();

  @Test
  void theDefaultGamesHoldEveryFaultOfRealFeeds() throws IOException {
    watch(new SimulatedFeed(2026, 4, POLL, false));

    assertThat(seen)
        .contains(
            "LIST",
            "REPEATED_ID",
            "REPEATED_LIST",
            "OLDER_LIST",
            "late edit, same score",
            "score of an action changed without an edit",
            "score corrected down",
            "action deleted",
            "action inserted earlier",
            "instantreplay/request",
            "instantreplay/support",
            "instantreplay/overturn",
            "basket taken back",
            "overtime",
            "edited after the end",
            "player's points changed after the end",
            "final score changed after the end");
  }

  @Test
  void theHardGamesHoldThemForOtherSeedsToo() throws IOException {
    for (long seed = 1; seed <= 2; seed++) {
      seen.clear();
      watch(new SimulatedFeed(seed, 2, Duration.ofSeconds(40), true));

      assertThat(seen)
          .contains(
              "REPEATED_ID",
              "REPEATED_LIST",
              "OLDER_LIST",
              "late edit, same score",
              "score corrected down",
              "action deleted",
              "action inserted earlier",
              "overtime",
              "final score changed after the end");
    }
  }

  private void watch(SimulatedFeed feed) throws IOException {
    for (int slot = 0; slot < feed.slots(); slot++) {
      watch(feed.game(0, slot).orElseThrow().pushes().get());
    }
  }

  private void watch(Iterator<TimedPush> pushes) throws IOException {
    Map<Integer, JsonNode> before = Map.of();
    while (pushes.hasNext()) {
      TimedPush push = pushes.next();
      seen.add(push.delivery().name());
      if (push.delivery() != TimedPush.Delivery.LIST) {
        continue;
      }
      Map<Integer, JsonNode> now = new HashMap<>();
      for (JsonNode action : JSON.readTree(push.body()).path("game").path("actions")) {
        now.put(action.path("actionNumber").asInt(), action);
      }
      compare(before, now);
      before = now;
    }
  }

  private void compare(Map<Integer, JsonNode> before, Map<Integer, JsonNode> now) {
    boolean ended = before.values().stream().anyMatch(a -> text(a, "actionType").equals("game"));
    long newestOrder =
        before.values().stream().mapToLong(a -> a.path("orderNumber").asLong()).max().orElse(0);
    for (Map.Entry<Integer, JsonNode> entry : now.entrySet()) {
      JsonNode action = entry.getValue();
      JsonNode old = before.get(entry.getKey());
      if (old == null) {
        seen.add(text(action, "actionType") + "/" + text(action, "subType"));
        if (text(action, "periodType").equals("OVERTIME")) {
          seen.add("overtime");
        }
        if (action.path("orderNumber").asLong() < newestOrder) {
          seen.add("action inserted earlier");
        }
      } else if (!old.equals(action)) {
        changed(old, action, ended);
      }
    }
    Set<Integer> deleted = new HashSet<>(before.keySet());
    deleted.removeAll(now.keySet());
    if (!deleted.isEmpty()) {
      seen.add("action deleted");
    }
  }

  private void changed(JsonNode old, JsonNode action, boolean ended) {
    int oldScore = old.path("scoreHome").asInt() + old.path("scoreAway").asInt();
    int score = action.path("scoreHome").asInt() + action.path("scoreAway").asInt();
    boolean sameEdit = text(old, "edited").equals(text(action, "edited"));
    Duration late =
        Duration.between(
            Instant.parse(text(action, "timeActual")), Instant.parse(text(action, "edited")));
    if (score == oldScore && !sameEdit && late.toMinutes() >= 1) {
      seen.add("late edit, same score");
    }
    if (score != oldScore && sameEdit) {
      seen.add("score of an action changed without an edit");
    }
    if (score < oldScore) {
      seen.add("score corrected down");
    }
    if (text(old, "shotResult").equals("Made") && text(action, "shotResult").equals("Missed")) {
      seen.add("basket taken back");
    }
    if (ended && !sameEdit) {
      seen.add("edited after the end");
    }
    if (ended && !text(old, "personId").equals(text(action, "personId"))) {
      seen.add("player's points changed after the end");
    }
    if (ended && text(action, "actionType").equals("game") && score != oldScore) {
      seen.add("final score changed after the end");
    }
  }

  private static String text(JsonNode action, String field) {
    return action.path(field).asText();
  }

  @Test
  void gamesOfManyRoundsHaveIdsOfTheirOwn() {
    SimulatedFeed feed = new SimulatedFeed(5, 12, POLL, false);
    Set<String> gameIds = new HashSet<>();
    Set<String> vendorIds = new HashSet<>();
    for (int round = 0; round < 5; round++) {
      Set<String> teams = new HashSet<>();
      for (int slot = 0; slot < feed.slots(); slot++) {
        FeedGame game = feed.game(round, slot).orElseThrow();
        assertThat(gameIds.add(game.sheet().gameId())).isTrue();
        assertThat(vendorIds.add(game.sheet().vendorGameId())).isTrue();
        assertThat(teams.add(game.sheet().home().tricode())).isTrue();
        assertThat(teams.add(game.sheet().away().tricode())).isTrue();
      }
    }
  }

  @Test
  void tipOffsAreStaggered() {
    SimulatedFeed feed = new SimulatedFeed(5, 4, POLL, false);

    assertThat(feed.game(0, 0).orElseThrow().offset()).isEqualTo(Duration.ZERO);
    assertThat(feed.game(0, 3).orElseThrow().offset()).isEqualTo(Duration.ofMinutes(30));
    assertThat(feed.game(0, 3).orElseThrow().sheet().scheduledStart())
        .isEqualTo(feed.game(0, 0).orElseThrow().sheet().scheduledStart().plusSeconds(1800));
  }

  @Test
  void theSpeedForARateRestsOnWhatAGameReallyGives() {
    SimulatedFeed feed = new SimulatedFeed(2026, 4, Duration.ofMinutes(1), false);
    double perSecond = 0;
    for (int slot = 0; slot < 4; slot++) {
      long events = 0;
      Set<TimedPush.ListedAction> listed = Set.of();
      Instant end = null;
      Iterator<TimedPush> pushes = feed.game(0, slot).orElseThrow().pushes().get();
      while (pushes.hasNext()) {
        TimedPush push = pushes.next();
        if (push.delivery() == TimedPush.Delivery.LIST) {
          Set<TimedPush.ListedAction> now = new HashSet<>(push.actions());
          now.removeAll(listed);
          events += now.size();
          listed = Set.copyOf(push.actions());
          end = push.at();
        }
      }
      Instant start = feed.game(0, slot).orElseThrow().sheet().scheduledStart();
      perSecond += events / (double) Duration.between(start, end).toSeconds();
    }

    assertThat(SimulatedFeed.speedFor(200, 4) * perSecond).isBetween(180.0, 220.0);
  }

  @Test
  void refusesMoreGamesThanTheLeagueCanPlay() {
    assertThatThrownBy(() -> new SimulatedFeed(1, 13, POLL, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 to 12");
  }

  @Test
  void everyPlayerHasAnIdOfHisOwn() {
    SimulatedFeed feed = new SimulatedFeed(9, 12, POLL, false);
    Set<String> players = new HashSet<>();
    for (int slot = 0; slot < 12; slot++) {
      var sheet = feed.game(0, slot).orElseThrow().sheet();
      sheet.home().players().forEach(p -> assertThat(players.add(p.vendorPlayerId())).isTrue());
      sheet.away().players().forEach(p -> assertThat(players.add(p.vendorPlayerId())).isTrue());
    }
    assertThat(players).hasSize(24 * 13);
  }
}
