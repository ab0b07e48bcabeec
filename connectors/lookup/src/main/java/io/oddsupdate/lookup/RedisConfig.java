package io.oddsupdate.lookup;

import java.io.Serializable;
import java.net.URI;
import java.time.Duration;

/**
 * A Redis server.
 *
 * @param url {@code redis://host:port[/database]}
 * @param connections at most this many at once
 * @param timeout for connecting and for each reply
 */
public record RedisConfig(URI url, Secret password, int connections, Duration timeout)
    implements Serializable {
  public RedisConfig {
    if (!"redis".equals(url.getScheme()) && !"rediss".equals(url.getScheme())) {
      throw new IllegalArgumentException("redis.url must be redis://host:port, got " + url);
    }
    if (url.getHost() == null || url.getPort() < 0) {
      throw new IllegalArgumentException("redis.url must name host and port, got " + url);
    }
    if (connections <= 0) {
      throw new IllegalArgumentException("redis connections must be positive, got " + connections);
    }
    if (timeout.toMillis() <= 0) {
      throw new IllegalArgumentException("redis timeout must be positive, got " + timeout);
    }
  }

  /** The database number in the URL's path, 0 if there is none. */
  int database() {
    String path = url.getPath() == null ? "" : url.getPath().replace("/", "");
    return path.isEmpty() ? 0 : Integer.parseInt(path);
  }
}
