package io.oddsupdate.local.feed;

import java.net.URI;
import java.time.Duration;

/**
 * How the feeder pushes.
 *
 * @param adapter base address, e.g. {@code http://127.0.0.1:8088}
 * @param vendor last part but one of the path that is pushed to
 * @param speed factor on the game's own pace, positive
 * @param rounds how many games follow each other in a slot; {@link #ENDLESS} for no end
 * @param requestTimeout of one attempt
 * @param badInput whether deliberately bad requests are sent as well
 * @param oversizedBytes length of the oversized body, above the adapter's limit
 */
public record FeederConfig(
    URI adapter,
    String vendor,
    WebhookSecret secret,
    double speed,
    int rounds,
    Duration requestTimeout,
    boolean badInput,
    int oversizedBytes) {
  public static final int ENDLESS = Integer.MAX_VALUE;

  public FeederConfig {
    if (!(speed > 0) || speed > 1_000_000) {
      throw new IllegalArgumentException("SPEED must be positive, e.g. 60, got " + speed);
    }
    if (rounds < 1) {
      throw new IllegalArgumentException("rounds must be at least 1, got " + rounds);
    }
    if (requestTimeout.isZero() || requestTimeout.isNegative()) {
      throw new IllegalArgumentException("requestTimeout must be positive");
    }
  }

  /** Where the vendor's events are pushed to. */
  URI events() {
    return adapter.resolve("/v1/feeds/" + vendor + "/events");
  }
}
