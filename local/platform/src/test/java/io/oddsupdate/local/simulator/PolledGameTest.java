package io.oddsupdate.local.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.oddsupdate.local.simulator.TimedPush.Delivery;
import io.oddsupdate.pricing.reference.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PolledGameTest {
  private static final Duration POLL = Duration.ofSeconds(10);

  private static List<TimedPush> hardGame(long seed) {
    return SeenList.pushes(Games.plan(seed, FeedFaults.hard()));
  }

  @Test
  void sameSeedGivesTheSameBytes() {
    PolledGame one = PolledGame.of(Games.plan(7, FeedFaults.hard()), POLL);
    PolledGame two = PolledGame.of(Games.plan(7, FeedFaults.hard()), POLL);

    while (one.hasNext()) {
      TimedPush push = one.next();
      TimedPush same = two.next();
      assertThat(Arrays.equals(same.body(), push.body())).isTrue();
      assertThat(same.webhookId()).isEqualTo(push.webhookId());
      assertThat(same.at()).isEqualTo(push.at());
      assertThat(same.delivery()).isEqualTo(push.delivery());
    }
    assertThat(two.hasNext()).isFalse();
  }

  @Test
  void anotherSeedGivesAnotherGame() {
    SeenList one = SeenList.last(Games.plan(7, FeedFaults.hard()));
    SeenList two = SeenList.last(Games.plan(8, FeedFaults.hard()));

    assertThat(one.actions()).isNotEqualTo(two.actions());
  }

  @Test
  void scoresOfEveryListAreTheSumsOfItsBaskets() {
    List<TimedPush> pushes = hardGame(3);
    long homeId = Games.plan(3, FeedFaults.hard()).home().teamId();
    for (int i = 0; i < pushes.size(); i += 10) {
      int home = 0;
      int away = 0;
      Map<Long, Integer> players = new HashMap<>();
      List<String> expected = new ArrayList<>();
      List<String> shown = new ArrayList<>();
      for (JsonNode action : SeenList.of(pushes.get(i)).actions().values()) {
        int points = SeenList.points(action);
        boolean byHome = action.path("teamId").asLong() == homeId;
        home += byHome ? points : 0;
        away += byHome ? 0 : points;
        String total = "";
        if (points > 0) {
          long person = action.path("personId").asLong();
          total = Integer.toString(players.merge(person, points, Integer::sum));
        }
        expected.add(home + ":" + away + " " + total);
        shown.add(
            action.path("scoreHome").asText()
                + ":"
                + action.path("scoreAway").asText()
                + " "
                + action.path("pointsTotal").asText());
      }
      assertThat(shown).isEqualTo(expected);
    }
  }

  @Test
  void endsInWhatReallyHappened() {
    for (long seed = 0; seed < 8; seed++) {
      GamePlan plan = Games.plan(seed, FeedFaults.hard());
      List<Play> plays = GameSimulation.play(plan);
      SeenList last = SeenList.last(plan);

      assertThat(last.push().delivery()).isEqualTo(Delivery.LIST);
      assertThat(last.actions().values())
          .map(a -> a.path("actionType").asText() + a.path("personId").asLong())
          .isEqualTo(plays.stream().map(p -> p.type() + personId(p)).toList());
      assertThat(last.actions().values())
          .map(SeenList::points)
          .isEqualTo(plays.stream().map(Play::points).toList());
      JsonNode end = List.copyOf(last.actions().values()).get(plays.size() - 1);
      assertThat(end.path("actionType").asText()).isEqualTo("game");
      assertThat(end.path("scoreHome").asInt()).isEqualTo(points(plays, Side.HOME));
      assertThat(end.path("scoreAway").asInt()).isEqualTo(points(plays, Side.AWAY));
    }
  }

  private static long personId(Play play) {
    return play.player() == null ? 0 : play.player().personId();
  }

  private static int points(List<Play> plays, Side side) {
    return plays.stream().filter(play -> play.side() == side).mapToInt(Play::points).sum();
  }

  @Test
  void listsAreSortedByOrderWhileIdsHaveGapsAndAreNotInOrder() {
    SeenList last = SeenList.last(Games.plan(5, FeedFaults.hard()));
    List<Integer> numbers = new ArrayList<>(last.actions().keySet());
    List<Long> orders =
        last.actions().values().stream().map(a -> a.path("orderNumber").asLong()).toList();

    assertThat(orders).isSorted().doesNotHaveDuplicates();
    assertThat(orders).anyMatch(order -> order % 10_000 != 0);
    assertThat(numbers).doesNotHaveDuplicates();
    assertThat(numbers).isNotEqualTo(new ArrayList<>(new TreeSet<>(numbers)));
    assertThat(new TreeSet<>(numbers).last()).isGreaterThan(numbers.size() + 20);
  }

  @Test
  void aFeedWithoutFaultsPublishesEveryActionOnceAndOnlyOfficialsChangeIt() {
    Map<Integer, JsonNode> published = new HashMap<>();
    List<TimedPush> pushes = SeenList.pushes(Games.plan(4, FeedFaults.none()));
    for (int i = 0; i < pushes.size(); i += 5) {
      assertThat(pushes.get(i).delivery()).isEqualTo(Delivery.LIST);
      SeenList list = SeenList.of(pushes.get(i));
      boolean overturned =
          list.actions().values().stream()
              .anyMatch(a -> a.path("subType").asText().equals("overturn"));
      for (Map.Entry<Integer, JsonNode> action : list.actions().entrySet()) {
        JsonNode before = published.putIfAbsent(action.getKey(), action.getValue());
        if (before != null && !before.equals(action.getValue())) {
          assertThat(overturned).as("%s was %s", action.getValue(), before).isTrue();
        }
      }
    }
    assertThat(published).hasSizeGreaterThan(400);
  }

  @Test
  void pushesAreInOrderOfTimeAndNothingIsEditedInTheFuture() {
    Instant before = Instant.MIN;
    for (TimedPush push : hardGame(9)) {
      assertThat(push.at()).isAfterOrEqualTo(before);
      before = push.at();
      long newest =
          push.actions().stream().mapToLong(TimedPush.ListedAction::editedMs).max().orElse(0);
      assertThat(newest).isLessThanOrEqualTo(push.at().toEpochMilli());
    }
  }

  @Test
  void whatIsListedIsWhatTheBodySays() {
    List<TimedPush> pushes = hardGame(10);
    for (int i = 0; i < pushes.size(); i += 25) {
      assertThat(SeenList.of(pushes.get(i)).actions().values())
          .map(
              action ->
                  new TimedPush.ListedAction(
                      action.path("actionNumber").asInt(),
                      action.path("orderNumber").asLong(),
                      Instant.parse(action.path("edited").asText()).toEpochMilli()))
          .isEqualTo(pushes.get(i).actions());
    }
  }

  @Test
  void aDuplicateHasTheBytesOfTheListBeforeItAndAnOlderListThoseOfAnEarlierOne() {
    List<TimedPush> pushes = hardGame(11);
    TimedPush newest = pushes.get(0);
    List<byte[]> earlier = new ArrayList<>();
    for (TimedPush push : pushes) {
      boolean sameBody = Arrays.equals(push.body(), newest.body());
      switch (push.delivery()) {
        case LIST -> {
          earlier.add(newest.body());
          newest = push;
        }
        case REPEATED_ID -> {
          assertThat(push.webhookId()).isEqualTo(newest.webhookId());
          assertThat(sameBody).isTrue();
        }
        case REPEATED_LIST -> {
          assertThat(push.webhookId()).isNotEqualTo(newest.webhookId());
          assertThat(sameBody).isTrue();
        }
        case OLDER_LIST -> {
          assertThat(sameBody).isFalse();
          assertThat(earlier.stream().anyMatch(body -> Arrays.equals(body, push.body()))).isTrue();
        }
      }
    }
    assertThat(pushes.stream().map(TimedPush::delivery).distinct())
        .containsExactlyInAnyOrder(Delivery.values());
  }
}
