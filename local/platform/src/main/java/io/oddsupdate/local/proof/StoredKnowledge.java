package io.oddsupdate.local.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.oddsupdate.lookup.RedisConfig;
import io.oddsupdate.lookup.RedisHashes;
import io.oddsupdate.odds.enrich.ReferenceDocument;
import io.oddsupdate.pricing.reference.Availability;
import io.oddsupdate.pricing.reference.GameReference;
import io.oddsupdate.pricing.reference.PlayerHot;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import redis.clients.jedis.RedisClient;

/** What Postgres and Redis hold; a player's history is read once, when it is first asked for. */
final class StoredKnowledge implements Knowledge, AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private record ReferenceKey(String gameId, long version) {}

  private final Map<ReferenceKey, GameReference> references = new HashMap<>();
  private final Map<String, Map<String, String>> histories = new HashMap<>();
  private final Set<Long> epochs = new HashSet<>();
  private final RedisClient redis;

  StoredKnowledge(Connection postgres, RedisConfig redis) throws SQLException {
    try (Statement statement = postgres.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT game_id, version, document FROM game_reference")) {
      while (row.next()) {
        references.put(
            new ReferenceKey(row.getString(1), row.getLong(2)),
            ReferenceDocument.parse(row.getLong(2), row.getString(3)));
      }
    }
    try (Statement statement = postgres.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT DISTINCT epoch FROM job_starts WHERE job LIKE 'odds-%'")) {
      while (row.next()) {
        epochs.add(row.getLong(1));
      }
    }
    this.redis = RedisHashes.connect(redis);
  }

  @Override
  public Optional<GameReference> reference(String gameId, long version) {
    return Optional.ofNullable(references.get(new ReferenceKey(gameId, version)));
  }

  @Override
  public boolean startedWith(long epoch) {
    return epochs.contains(epoch);
  }

  @Override
  public Optional<PlayerHot> hot(String league, String playerId, long version) {
    String key = "hot:" + league + ":player:" + playerId + ":history";
    String held = histories.computeIfAbsent(key, redis::hgetAll).get(Long.toString(version));
    if (held == null) {
      return Optional.empty();
    }
    try {
      JsonNode hot = JSON.readTree(held);
      return Optional.of(
          new PlayerHot(
              playerId,
              version,
              Availability.valueOf(hot.path("availability").asText()),
              hot.path("form").asDouble()));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    redis.close();
  }
}
