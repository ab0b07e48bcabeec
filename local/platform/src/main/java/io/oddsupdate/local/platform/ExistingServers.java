package io.oddsupdate.local.platform;

import io.oddsupdate.local.existing.ExistingClickHouse;
import io.oddsupdate.local.existing.ExistingKafka;
import io.oddsupdate.local.existing.ExistingLake;
import io.oddsupdate.local.existing.ExistingPostgres;
import io.oddsupdate.local.existing.ExistingRedis;
import io.oddsupdate.local.existing.ExistingRegistry;
import io.oddsupdate.local.existing.ExistingServer;
import io.oddsupdate.lookup.RedisConfig;
import io.oddsupdate.lookup.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The servers that variables point at, asked before anything starts or is emptied. */
final class ExistingServers {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final List<ExistingKafka> clusters = new ArrayList<>();
  private final List<ExistingServer> all = new ArrayList<>();

  ExistingServers(Endpoints endpoints, LocalSecrets secrets) {
    if (!endpoints.starts("CORE_PORT")) {
      clusters.add(new ExistingKafka("CORE_BOOTSTRAP_SERVERS", endpoints.core(), "core"));
    }
    if (!endpoints.starts("EDGE_PORT")) {
      clusters.add(new ExistingKafka("EDGE_BOOTSTRAP_SERVERS", endpoints.edge(), "edge"));
    }
    all.addAll(clusters);
    if (!endpoints.starts("REGISTRY_PORT")) {
      all.add(new ExistingRegistry(endpoints.registryUrl()));
    }
    if (!endpoints.starts("POSTGRES_PORT")) {
      all.add(
          new ExistingPostgres(
              endpoints.postgresUrl(),
              endpoints.postgresUser(),
              new Secret(secrets.get(LocalSecrets.POSTGRES))));
    }
    if (!endpoints.starts("REDIS_PORT")) {
      all.add(
          new ExistingRedis(
              new RedisConfig(
                  URI.create(endpoints.redisUrl()),
                  new Secret(secrets.get(LocalSecrets.REDIS)),
                  1,
                  PATIENCE)));
    }
    if (!endpoints.starts("S3_PORT")) {
      all.add(new ExistingLake(secrets.lake(endpoints)));
    }
    if (!endpoints.starts("CLICKHOUSE_PORT")) {
      all.add(
          new ExistingClickHouse(
              endpoints.clickhouseUrl(),
              endpoints.clickhouseUser(),
              new Secret(secrets.get(LocalSecrets.CLICKHOUSE))));
    }
  }

  /**
   * @throws IllegalStateException naming every variable whose server cannot be used, with the fix
   */
  void requireUsable() throws InterruptedException {
    List<String> refusals = new ArrayList<>();
    for (ExistingServer server : all) {
      server.refusal().ifPresent(refusals::add);
    }
    if (!refusals.isEmpty()) {
      throw new IllegalStateException(String.join(System.lineSeparator(), refusals));
    }
  }

  /**
   * For a run that resumes nothing: what an earlier one left would look like a fault of this one.
   *
   * @param otherwise what a user can do instead of clearing
   * @throws IllegalStateException naming everything that is left, and what clears it
   */
  void requireEmpty(String otherwise) throws InterruptedException {
    List<String> remains = new ArrayList<>();
    for (ExistingServer server : all) {
      remains.addAll(server.remains());
    }
    if (!remains.isEmpty()) {
      remains.add(0, "Existing servers hold records of an earlier run:");
      remains.add(otherwise);
      throw new IllegalStateException(String.join(System.lineSeparator(), remains));
    }
  }

  /** The ids of our topics on existing clusters, by {@code <cluster>.<topic>}. */
  Map<String, String> topicIds() throws InterruptedException {
    Map<String, String> ids = new TreeMap<>();
    for (ExistingKafka kafka : clusters) {
      kafka.topicIds().forEach((topic, id) -> ids.put(kafka.cluster() + "." + topic, id));
    }
    return ids;
  }
}
