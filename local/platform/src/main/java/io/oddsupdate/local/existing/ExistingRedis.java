package io.oddsupdate.local.existing;

import io.oddsupdate.lookup.RedisConfig;
import io.oddsupdate.lookup.RedisHashes;
import java.util.List;
import java.util.Optional;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/** A Redis server. The hot state of players may stay: every version of it has a number. */
public record ExistingRedis(RedisConfig config) implements ExistingServer {
  @Override
  public Optional<String> refusal() {
    try (RedisClient client = RedisHashes.connect(config)) {
      String unused = client.get("odds-update");
      return Optional.empty();
    } catch (JedisConnectionException e) {
      return Optional.of(
          "REDIS_URL=%s: no Redis answers there (%s): start it, or correct the variable"
              .formatted(config.url(), reason(e)));
    } catch (JedisException e) {
      return Optional.of(
          "REDIS_PASSWORD: Redis at %s refuses (%s): correct the variable"
              .formatted(config.url(), reason(e)));
    }
  }

  private static String reason(Throwable e) {
    Throwable first = e;
    while (first.getCause() != null) {
      first = first.getCause();
    }
    return first.getMessage();
  }

  @Override
  public List<String> remains() {
    return List.of();
  }
}
