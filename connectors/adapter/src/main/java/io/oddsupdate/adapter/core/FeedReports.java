package io.oddsupdate.adapter.core;

import io.oddsupdate.avro.raw.EventStatus;
import io.oddsupdate.avro.raw.FeedStatus;
import io.oddsupdate.avro.raw.Operation;
import io.oddsupdate.avro.raw.RawEvent;
import java.time.Instant;

/**
 * Records that say that a feed went down or came back: one per game, event id {@code
 * feed:<vendor>:<game_id>:<n>}, where n counts the game's reports and is the revision too.
 */
final class FeedReports {
  private FeedReports() {}

  static RawEvent report(
      FeedConfig config, GameImage image, boolean up, String reason, long nowMs) {
    long n = image.feedReports() + 1;
    return RawEvent.newBuilder()
        .setEventId("feed:%s:%s:%d".formatted(config.vendor(), image.gameId(), n))
        .setVendor(config.vendor())
        .setLeague(config.league())
        .setGameId(image.gameId())
        .setVendorGameId(image.vendorGameId())
        .setVendorEventId("feed:" + n)
        .setOperation(Operation.ADD)
        // A report has no place among the plays; it counts where it stands in the log.
        .setVendorOrder(0)
        .setRevision(n)
        .setReceivedAt(Instant.ofEpochMilli(nowMs))
        .setStatus(EventStatus.LIVE)
        .setPayload(
            FeedStatus.newBuilder().setFeed(config.vendor()).setUp(up).setReason(reason).build())
        .build();
  }
}
