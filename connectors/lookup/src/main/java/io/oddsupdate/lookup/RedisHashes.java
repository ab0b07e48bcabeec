package io.oddsupdate.lookup;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * Reads many hashes in one round trip. The answer holds the hashes that exist, by key, and is
 * absent where none does.
 */
public final class RedisHashes implements Fetch<List<String>, Map<String, Map<String, String>>> {
  private final RedisClient client;

  public RedisHashes(RedisConfig config) {
    this.client = connect(config);
  }

  /** A pooled client that fails fast: it never waits longer than the timeout for anything. */
  public static RedisClient connect(RedisConfig config) {
    int timeoutMillis = Math.toIntExact(config.timeout().toMillis());
    DefaultJedisClientConfig.Builder client =
        DefaultJedisClientConfig.builder()
            .connectionTimeoutMillis(timeoutMillis)
            .socketTimeoutMillis(timeoutMillis)
            .database(config.database())
            .ssl("rediss".equals(config.url().getScheme()));
    if (config.password().isPresent()) {
      client.password(config.password().value());
    }
    ConnectionPoolConfig pool = new ConnectionPoolConfig();
    pool.setMaxTotal(config.connections());
    pool.setMaxIdle(config.connections());
    pool.setMaxWait(Duration.ofMillis(timeoutMillis));
    return RedisClient.builder()
        .hostAndPort(config.url().getHost(), config.url().getPort())
        .clientConfig(client.build())
        .poolConfig(pool)
        .build();
  }

  @Override
  public Optional<Map<String, Map<String, String>>> fetch(List<String> keys) {
    if (keys.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Response<Map<String, String>>> replies = new HashMap<>();
    try (Pipeline pipeline = client.pipelined()) {
      for (String key : keys) {
        replies.put(key, pipeline.hgetAll(key));
      }
      pipeline.sync();
    } catch (JedisConnectionException e) {
      // After a restart every idle connection is dead: one failure must not be followed by a pool
      // full of them.
      client.getPool().clear();
      throw e;
    }
    Map<String, Map<String, String>> found = new HashMap<>();
    replies.forEach(
        (key, reply) -> {
          if (!reply.get().isEmpty()) {
            found.put(key, reply.get());
          }
        });
    return found.isEmpty() ? Optional.empty() : Optional.of(found);
  }

  @Override
  public void close() {
    client.close();
  }
}
