package io.oddsupdate.adapter.http;

import java.time.Duration;

/**
 * What the HTTP transport allows.
 *
 * @param port 0 takes a free one
 * @param tolerance how far a push's timestamp may be from now, both ways
 * @param maxBodyBytes a longer body is dead-lettered by its head
 * @param maxDrainBytes a body is read to its end, to authenticate it, up to here
 * @param maxTotalBytes what all bodies may take together, from arrival to answer
 * @param bodyIdle a body that brings nothing for so long is given up
 * @param minBytesPerSecond a body that is slower on average, after {@code bodyIdle}, is given up
 */
public record HttpConfig(
    String host,
    int port,
    Duration tolerance,
    int maxBodyBytes,
    long maxDrainBytes,
    long maxTotalBytes,
    Duration bodyIdle,
    int minBytesPerSecond) {
  public HttpConfig {
    require(port >= 0 && port < 65536, "adapter.http.port must be from 0 to 65535");
    require(tolerance.toSeconds() > 0, "adapter.webhook.tolerance-s must be positive");
    require(
        maxBodyBytes > 0 && maxBodyBytes <= 64 << 20,
        "adapter.body.max-bytes must be from 1 to 67108864");
    require(
        maxDrainBytes >= maxBodyBytes,
        "adapter.body.max-drain-bytes must be at least adapter.body.max-bytes");
    require(
        maxTotalBytes >= maxBodyBytes,
        "adapter.body.max-total-bytes must be at least adapter.body.max-bytes");
    require(bodyIdle.toMillis() > 0, "adapter.body.idle-timeout-ms must be positive");
    require(minBytesPerSecond >= 0, "adapter.body.min-bytes-per-s must be 0 (off) or positive");
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
