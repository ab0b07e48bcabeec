package io.oddsupdate.odds.enrich;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.oddsupdate.lookup.MalformedValueException;
import io.oddsupdate.lookup.RedisConfig;
import io.oddsupdate.lookup.RedisHashes;
import io.oddsupdate.pricing.reference.Availability;
import io.oddsupdate.pricing.reference.PlayerHot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import redis.clients.jedis.RedisClient;

/**
 * Players' hot state, written by people and seeds. Each write is a new version and stays in the
 * player's history, so that a decision that names a version names its content for ever.
 */
public final class HotStateStore implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One step for Redis, so that no reader and no other writer can come between. */
  private static final String WRITE =
      """
      local version = redis.call('HINCRBY', KEYS[1], 'version', 1)
      redis.call('HSET', KEYS[1], 'availability', ARGV[1], 'form', ARGV[2])
      redis.call('HSET', KEYS[2], version, ARGV[3])
      return version
      """;

  private final RedisClient client;

  public HotStateStore(RedisConfig config) {
    this.client = RedisHashes.connect(config);
  }

  /**
   * Writes the next version of a player's hot state and returns it.
   *
   * @param form factor on the player's expected rate, positive
   */
  public PlayerHot set(String league, String playerId, Availability availability, double form) {
    if (!(form > 0) || Double.isInfinite(form)) {
      throw new IllegalArgumentException("form must be positive, got " + form);
    }
    String kept =
        JSON.createObjectNode()
            .put(HotKeys.AVAILABILITY, availability.name())
            .put(HotKeys.FORM, form)
            .toString();
    Object version =
        client.eval(
            WRITE,
            List.of(HotKeys.current(league, playerId), HotKeys.history(league, playerId)),
            List.of(availability.name(), Double.toString(form), kept));
    return new PlayerHot(playerId, (Long) version, availability, form);
  }

  /** The newest version, or empty if the player has none. */
  public Optional<PlayerHot> get(String league, String playerId) throws MalformedValueException {
    Map<String, String> hash = client.hgetAll(HotKeys.current(league, playerId));
    return hash.isEmpty() ? Optional.empty() : Optional.of(HotKeys.read(playerId, hash));
  }

  /** One version, however old, or empty if there never was one. */
  public Optional<PlayerHot> history(String league, String playerId, long version)
      throws MalformedValueException {
    String kept = client.hget(HotKeys.history(league, playerId), Long.toString(version));
    if (kept == null) {
      return Optional.empty();
    }
    try {
      JsonNode content = JSON.readTree(kept);
      return Optional.of(
          HotKeys.read(
              playerId,
              Map.of(
                  HotKeys.VERSION, Long.toString(version),
                  HotKeys.AVAILABILITY, content.path(HotKeys.AVAILABILITY).asText(),
                  HotKeys.FORM, content.path(HotKeys.FORM).asText())));
    } catch (JsonProcessingException e) {
      throw new MalformedValueException(
          "version " + version + " of player " + playerId + " is no JSON", e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
