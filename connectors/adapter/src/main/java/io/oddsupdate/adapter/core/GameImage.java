package io.oddsupdate.adapter.core;

import io.oddsupdate.avro.raw.ActionType;
import io.oddsupdate.avro.raw.Command;
import io.oddsupdate.avro.raw.CommandType;
import io.oddsupdate.avro.raw.FeedStatus;
import io.oddsupdate.avro.raw.GameUpdate;
import io.oddsupdate.avro.raw.Operation;
import io.oddsupdate.avro.raw.RawEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the raw log says of one game of one feed: a pure fold of the game's records in log order, so
 * that an owner that takes over has the same image as the one before it. Immutable.
 *
 * @param events by event id, deleted ones included, because a return must rise above them
 * @param publishedAtMs the vendor's time of the newest list that was applied, epoch ms, 0 for none
 * @param feedReports how many times the feed was reported down or up for this game
 * @param feedDown whether the newest report says that the feed is down
 * @param archived whether a person archived the game
 * @param newestAtMs when the newest record was received, epoch ms
 */
public record GameImage(
    String gameId,
    String vendorGameId,
    Map<String, KnownEvent> events,
    long publishedAtMs,
    long feedReports,
    boolean feedDown,
    boolean archived,
    long newestAtMs) {

  /** The image of a game that the log does not know. */
  public static GameImage empty(String gameId, String vendorGameId) {
    return new GameImage(gameId, vendorGameId, Map.of(), 0, 0, false, false, 0);
  }

  /** Whether its odds depend on the feed: plays were seen, the end was not. */
  public boolean open() {
    if (archived) {
      return false;
    }
    boolean seen = false;
    for (KnownEvent event : events.values()) {
      if (!event.deleted()) {
        if (event.gameEnd()) {
          return false;
        }
        seen = true;
      }
    }
    return seen;
  }

  /**
   * The image after more records, in log order.
   *
   * @param listPublishedAtMs the vendor's time of the list that they come from, which may be newer
   *     than this image although the list changes nothing
   */
  public GameImage after(List<RawEvent> records, long listPublishedAtMs) {
    Builder builder = new Builder(this);
    records.forEach(builder::add);
    builder.publishedAtMs = Math.max(builder.publishedAtMs, listPublishedAtMs);
    return builder.build();
  }

  /** Folds records into an image, in log order. */
  public static final class Builder {
    private final String gameId;
    private final Map<String, KnownEvent> events;
    private String vendorGameId;
    private long publishedAtMs;
    private long feedReports;
    private boolean feedDown;
    private boolean archived;
    private long newestAtMs;

    public Builder(GameImage start) {
      this.gameId = start.gameId;
      this.events = new HashMap<>(start.events);
      this.vendorGameId = start.vendorGameId;
      this.publishedAtMs = start.publishedAtMs;
      this.feedReports = start.feedReports;
      this.feedDown = start.feedDown;
      this.archived = start.archived;
      this.newestAtMs = start.newestAtMs;
    }

    /** Takes one record: an event of the feed, a report on the feed, or a command. */
    public void add(RawEvent record) {
      newestAtMs = Math.max(newestAtMs, record.getReceivedAt().toEpochMilli());
      Object payload = record.getPayload();
      if (payload instanceof FeedStatus report) {
        feedReports = Math.max(feedReports, record.getRevision());
        feedDown = !report.getUp();
      } else if (payload instanceof Command command) {
        archived |= command.getType() == CommandType.ARCHIVE;
      } else {
        vendorGameId = record.getVendorGameId();
        if (record.getPublishedAt() != null) {
          publishedAtMs = Math.max(publishedAtMs, record.getPublishedAt().toEpochMilli());
        }
        events.put(record.getEventId(), known(record));
      }
    }

    public GameImage build() {
      return new GameImage(
          gameId,
          vendorGameId,
          Map.copyOf(events),
          publishedAtMs,
          feedReports,
          feedDown,
          archived,
          newestAtMs);
    }

    private static KnownEvent known(RawEvent record) {
      boolean deleted = record.getOperation() == Operation.DELETE;
      boolean gameEnd =
          record.getPayload() instanceof GameUpdate update
              && update.getAction() == ActionType.GAME_END;
      String hash = deleted ? "" : ContentHash.of(record);
      return new KnownEvent(record.getRevision(), record.getVendorOrder(), hash, deleted, gameEnd);
    }
  }
}
