package io.oddsupdate.adapter.vendor.nba;

import com.fasterxml.jackson.databind.JsonNode;
import io.oddsupdate.adapter.core.Changes;
import io.oddsupdate.adapter.core.GameImage;
import io.oddsupdate.adapter.core.Mappings;
import io.oddsupdate.adapter.core.UnusableException;
import io.oddsupdate.avro.raw.Operation;
import io.oddsupdate.avro.raw.RawEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Applies lists one after the other, and folds the log that they give. */
final class Fold {
  static final Mappings.Game GAME =
      new Mappings.Game("nba-20201223-gsw-bkn", "nba", "1610612751", "1610612744");
  static final Mappings.Players PLAYERS = id -> "nba-" + id;

  private final LiveDataFormat format = new LiveDataFormat();
  private final List<RawEvent> log = new ArrayList<>();
  private GameImage image = GameImage.empty(GAME.gameId(), "0022000001");
  private long receivedAtMs = 1_700_000_000_000L;

  Changes apply(JsonNode payload) {
    try {
      Changes changes = format.read(payload).against(image, GAME, PLAYERS, receivedAtMs += 1000);
      image = image.after(changes.events(), changes.publishedAtMs());
      log.addAll(changes.events());
      return changes;
    } catch (UnusableException e) {
      throw new AssertionError(e.field() + ": " + e.detail(), e);
    }
  }

  List<RawEvent> log() {
    return log;
  }

  GameImage image() {
    return image;
  }

  /** Forgets everything but the log, as a restart does. */
  void restart() {
    GameImage.Builder builder = new GameImage.Builder(GameImage.empty(GAME.gameId(), "0022000001"));
    log.forEach(builder::add);
    image = builder.build();
  }

  /** What a reader of the log has: by vendor's event id, the newest record that is no deletion. */
  Map<String, RawEvent> folded() {
    Map<String, RawEvent> folded = new TreeMap<>();
    Map<String, Long> revisions = new TreeMap<>();
    for (RawEvent event : log) {
      String id = event.getVendorEventId();
      if (event.getRevision() <= revisions.getOrDefault(id, Long.MIN_VALUE)) {
        throw new AssertionError("the revision of " + id + " does not rise");
      }
      boolean present = folded.containsKey(id);
      boolean right =
          switch (event.getOperation()) {
            case ADD -> !present;
            case UPDATE, DELETE -> present;
            case SNAPSHOT, HEARTBEAT -> false;
          };
      if (!right) {
        throw new AssertionError(event.getOperation() + " of " + id + ", present=" + present);
      }
      revisions.put(id, event.getRevision());
      if (event.getOperation() == Operation.DELETE) {
        folded.remove(id);
      } else {
        folded.put(id, event);
      }
    }
    return folded;
  }
}
