package io.oddsupdate.local.platform;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Which servers the run of a data folder used: its checkpoints and its ledger are worth nothing
 * with the records of other ones.
 *
 * @param servers address or {@value #LOCAL}, by the variable that points elsewhere
 * @param topicIds of topics on existing clusters, empty until they were created
 */
record RunOrigin(Map<String, String> servers, Map<String, String> topicIds) {
  private static final String LOCAL = "local";
  private static final String FILE = "servers.properties";
  private static final String TOPIC = "topic.";

  static RunOrigin of(Endpoints endpoints, Map<String, String> topicIds) {
    Map<String, String> servers = new TreeMap<>();
    servers.put("CORE_BOOTSTRAP_SERVERS", at(endpoints, "CORE_PORT", endpoints.core()));
    servers.put("EDGE_BOOTSTRAP_SERVERS", at(endpoints, "EDGE_PORT", endpoints.edge()));
    servers.put("SCHEMA_REGISTRY_URL", at(endpoints, "REGISTRY_PORT", endpoints.registryUrl()));
    servers.put("POSTGRES_URL", at(endpoints, "POSTGRES_PORT", endpoints.postgresUrl()));
    servers.put("REDIS_URL", at(endpoints, "REDIS_PORT", endpoints.redisUrl()));
    servers.put("S3_ENDPOINT", at(endpoints, "S3_PORT", endpoints.s3Endpoint()));
    servers.put("S3_BUCKET", endpoints.s3Bucket());
    servers.put("CLICKHOUSE_URL", at(endpoints, "CLICKHOUSE_PORT", endpoints.clickhouseUrl()));
    return new RunOrigin(servers, topicIds);
  }

  private static String at(Endpoints endpoints, String port, String address) {
    return endpoints.starts(port) ? LOCAL : address;
  }

  /** Of a data folder; empty if it holds no run. */
  static Optional<RunOrigin> read(Path data) throws IOException {
    Path file = data.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Properties kept = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      kept.load(reader);
    }
    Map<String, String> servers = new TreeMap<>();
    Map<String, String> topicIds = new TreeMap<>();
    for (String name : kept.stringPropertyNames()) {
      if (name.startsWith(TOPIC)) {
        topicIds.put(name.substring(TOPIC.length()), kept.getProperty(name));
      } else {
        servers.put(name, kept.getProperty(name));
      }
    }
    return Optional.of(new RunOrigin(servers, topicIds));
  }

  void write(Path data) throws IOException {
    Properties kept = new Properties();
    kept.putAll(servers);
    topicIds.forEach((topic, id) -> kept.setProperty(TOPIC + topic, id));
    try (Writer writer = Files.newBufferedWriter(data.resolve(FILE), StandardCharsets.UTF_8)) {
      kept.store(writer, "The servers that hold the records of this folder's run");
    }
  }

  /** Whether the run came as far as its first record. */
  boolean began() {
    return !topicIds.isEmpty() || kafkaIsLocal();
  }

  private boolean kafkaIsLocal() {
    return LOCAL.equals(servers.get("CORE_BOOTSTRAP_SERVERS"))
        && LOCAL.equals(servers.get("EDGE_BOOTSTRAP_SERVERS"));
  }

  /** What differs from another one, one line each; empty if that one can go on where this ended. */
  List<String> differences(RunOrigin now) {
    List<String> differences = new ArrayList<>();
    now.servers()
        .forEach(
            (variable, server) -> {
              String before = servers.getOrDefault(variable, LOCAL);
              if (!before.equals(server)) {
                differences.add("%s was %s, now it is %s".formatted(variable, before, server));
              }
            });
    if (differences.isEmpty()) {
      topicIds.forEach(
          (topic, id) -> {
            if (!id.equals(now.topicIds().get(topic))) {
              differences.add("topic %s is not the one that it wrote to".formatted(topic));
            }
          });
    }
    return differences;
  }
}
