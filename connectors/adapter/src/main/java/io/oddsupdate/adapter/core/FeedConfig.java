package io.oddsupdate.adapter.core;

import java.time.Duration;
import java.util.Map;

/**
 * What a feed's owner needs to know.
 *
 * @param league whose raw log the feed writes
 * @param silence how long the feed may be silent before it counts as down; zero never reports
 * @param keepAfterEnd how long after its last record an ended game's image stays in memory
 * @param rememberAnswers how long a repeated webhook id gets the same answer
 * @param maxQueued pushes between arrival and answer; one more is told to come again
 * @param maxJsonDepth deepest nesting that is read
 * @param kafka properties of every Kafka client, bootstrap.servers among them
 */
public record FeedConfig(
    String vendor,
    String league,
    Duration silence,
    Duration keepAfterEnd,
    Duration rememberAnswers,
    int maxQueued,
    int maxJsonDepth,
    Map<String, String> kafka) {
  public FeedConfig {
    require(!vendor.isBlank(), "adapter.vendor must name a vendor");
    require(!league.isBlank(), "adapter.league must name a league");
    require(!silence.isNegative(), "adapter.feed.silence-ms must be 0 (off) or positive");
    require(keepAfterEnd.toMillis() > 0, "adapter.games.keep-after-end-h must be positive");
    require(rememberAnswers.toMillis() > 0, "adapter.webhook.tolerance-s must be positive");
    require(maxQueued > 0, "adapter.queue.max-requests must be positive");
    require(maxJsonDepth >= 4, "adapter.json.max-depth must be at least 4");
    kafka = Map.copyOf(kafka);
  }

  /** The identity that fences a twin. */
  String transactionalId() {
    return "adapter-" + vendor;
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
