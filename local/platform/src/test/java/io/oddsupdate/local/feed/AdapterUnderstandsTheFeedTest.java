package io.oddsupdate.local.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.oddsupdate.adapter.core.Changes;
import io.oddsupdate.adapter.core.GameImage;
import io.oddsupdate.adapter.core.Mappings;
import io.oddsupdate.adapter.core.UnusableException;
import io.oddsupdate.adapter.core.VendorFormat;
import io.oddsupdate.adapter.vendor.nba.LiveDataFormat;
import io.oddsupdate.avro.raw.ActionType;
import io.oddsupdate.avro.raw.GameUpdate;
import io.oddsupdate.avro.raw.Operation;
import io.oddsupdate.avro.raw.RawEvent;
import io.oddsupdate.local.reference.GameSheet;
import io.oddsupdate.local.reference.PlayerSheet;
import io.oddsupdate.local.simulator.TimedPush;
import io.oddsupdate.local.simulator.TimedPush.Delivery;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The simulator speaks the format as the adapter's vendor package reads it. */
class AdapterUnderstandsTheFeedTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final VendorFormat format = new LiveDataFormat();
  private final Map<Operation, Integer> operations = new EnumMap<>(Operation.class);
  private final Map<ActionType, Integer> actions = new EnumMap<>(ActionType.class);

  @Test
  void everyListIsReadAndTheImageEndsInTheLastOne() throws IOException, UnusableException {
    SimulatedFeed feed = new SimulatedFeed(2026, 1, Duration.ofSeconds(60), true);
    for (int slot = 0; slot < feed.slots(); slot++) {
      push(feed.game(0, slot).orElseThrow());
    }

    assertThat(operations).containsKeys(Operation.ADD, Operation.UPDATE, Operation.DELETE);
    assertThat(actions)
        .containsKeys(
            ActionType.PERIOD_START,
            ActionType.PERIOD_END,
            ActionType.GAME_END,
            ActionType.SCORE,
            ActionType.ATTEMPT,
            ActionType.FOUL,
            ActionType.SUBSTITUTION,
            ActionType.TIMEOUT,
            ActionType.POSSESSION_CHANGE,
            ActionType.REVIEW_START,
            ActionType.REVIEW_END);
    assertThat(actions.get(ActionType.REVIEW_START)).isEqualTo(actions.get(ActionType.REVIEW_END));
  }

  private void push(FeedGame game) throws IOException, UnusableException {
    GameSheet sheet = game.sheet();
    Mappings mappings = mappings(sheet);
    GameImage image = GameImage.empty(sheet.gameId(), sheet.vendorGameId());
    Map<String, ActionType> kinds = new HashMap<>();
    TimedPush last = null;
    for (Iterator<TimedPush> pushes = game.pushes().get(); pushes.hasNext(); ) {
      TimedPush push = pushes.next();
      JsonNode payload = JSON.readTree(push.body());
      Changes changes =
          format
              .read(payload)
              .against(
                  image,
                  mappings.game(sheet.vendorGameId()).orElseThrow(),
                  mappings.players(),
                  push.at().toEpochMilli());
      check(push, changes, kinds);
      image = image.after(changes.events(), changes.publishedAtMs());
      last = push;
    }
    Set<String> kept =
        image.events().entrySet().stream()
            .filter(event -> !event.getValue().deleted())
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    assertThat(last).isNotNull();
    assertThat(kept)
        .isEqualTo(
            last.actions().stream()
                .map(action -> "nba-livedata:" + sheet.vendorGameId() + ":" + action.number())
                .collect(Collectors.toSet()));
    kinds.keySet().retainAll(kept);
    kinds.values().forEach(kind -> actions.merge(kind, 1, Integer::sum));
  }

  private void check(TimedPush push, Changes changes, Map<String, ActionType> kinds) {
    assertThat(changes.outdated()).isEqualTo(push.delivery() == Delivery.OLDER_LIST);
    if (push.delivery() != Delivery.LIST) {
      assertThat(changes.events()).isEmpty();
    }
    int deletions = 0;
    for (RawEvent event : changes.events()) {
      operations.merge(event.getOperation(), 1, Integer::sum);
      if (event.getOperation() == Operation.DELETE) {
        deletions++;
        continue;
      }
      GameUpdate update = (GameUpdate) event.getPayload();
      kinds.put(event.getEventId(), update.getAction());
      assertThat(update.getPlayers())
          .noneMatch(player -> player.getPlayerId().startsWith("unmapped:"));
    }
    // What the ledger's sums rest on.
    assertThat(changes.events().size() + changes.duplicates())
        .isEqualTo(push.actions().size() + deletions);
  }

  private static Mappings mappings(GameSheet sheet) {
    Map<String, String> players = new HashMap<>();
    for (PlayerSheet player : sheet.home().players()) {
      players.put(player.vendorPlayerId(), sheet.ownId(player.vendorPlayerId()));
    }
    for (PlayerSheet player : sheet.away().players()) {
      players.put(player.vendorPlayerId(), sheet.ownId(player.vendorPlayerId()));
    }
    return new Mappings(
        sheet.vendor(),
        Map.of(
            sheet.vendorGameId(),
            new Mappings.Game(
                sheet.gameId(),
                sheet.league(),
                sheet.home().vendorTeamId(),
                sheet.away().vendorTeamId())),
        players);
  }
}
