package io.oddsupdate.local.feed;

import com.fasterxml.jackson.databind.JsonNode;
import io.oddsupdate.local.reference.GameSheet;
import io.oddsupdate.local.reference.RecordedGame;
import io.oddsupdate.local.simulator.ListBody;
import io.oddsupdate.local.simulator.TimedPush;
import io.oddsupdate.local.simulator.TimedPush.Delivery;
import io.oddsupdate.local.simulator.TimedPush.ListedAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeSet;

/**
 * One real game from the file of its final list: at each distinct {@code edited} time the list of
 * the actions that were edited by then, as a poller would have seen it. A game only, then no more.
 */
public final class RecordedFeed implements FeedSource {
  private final RecordedGame recorded;

  /**
   * @param format only {@code nba-livedata}
   * @throws IllegalArgumentException naming what is wrong with the file
   */
  public RecordedFeed(Path file, String format) {
    this.recorded = RecordedGame.read(file, format);
  }

  @Override
  public int slots() {
    return 1;
  }

  @Override
  public Optional<FeedGame> game(int round, int slot) {
    return round == 0 && slot == 0
        ? Optional.of(new FeedGame(recorded.sheet(), Duration.ZERO, this::pushes))
        : Optional.empty();
  }

  public GameSheet sheet() {
    return recorded.sheet();
  }

  private Iterator<TimedPush> pushes() {
    return new Replay(recorded);
  }

  private static final class Replay implements Iterator<TimedPush> {
    private record Line(ListedAction listed, byte[] json) {}

    private final String vendorGameId;
    private final List<Line> lines = new ArrayList<>();
    private final Iterator<Long> times;
    private int index;
    private long previousMs = Long.MIN_VALUE;

    Replay(RecordedGame recorded) {
      this.vendorGameId = recorded.sheet().vendorGameId();
      TreeSet<Long> editTimes = new TreeSet<>();
      for (JsonNode action : recorded.actions()) {
        long editedMs = Instant.parse(action.path("edited").asText()).toEpochMilli();
        editTimes.add(editedMs);
        lines.add(
            new Line(
                new ListedAction(
                    action.path("actionNumber").asInt(),
                    action.path("orderNumber").asLong(),
                    editedMs),
                action.toString().getBytes(StandardCharsets.UTF_8)));
      }
      this.times = editTimes.iterator();
    }

    @Override
    public boolean hasNext() {
      return times.hasNext();
    }

    @Override
    public TimedPush next() {
      if (!times.hasNext()) {
        throw new NoSuchElementException("game " + vendorGameId + " has no further push");
      }
      long nowMs = times.next();
      List<ListedAction> actions = new ArrayList<>();
      List<byte[]> bodies = new ArrayList<>();
      int changed = 0;
      for (Line line : lines) {
        if (line.listed().editedMs() <= nowMs) {
          actions.add(line.listed());
          bodies.add(line.json());
          changed += line.listed().editedMs() > previousMs ? 1 : 0;
        }
      }
      previousMs = nowMs;
      Instant at = Instant.ofEpochMilli(nowMs);
      TimedPush push =
          new TimedPush(
              index,
              at,
              "msg_" + vendorGameId + "_" + index,
              ListBody.of(vendorGameId, at, bodies),
              Delivery.LIST,
              actions,
              changed);
      index++;
      return push;
    }
  }
}
