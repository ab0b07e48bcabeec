package io.oddsupdate.mirror;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The mirror's one properties file: MirrorMaker's keys, and a few of ours that start with {@code
 * mirror.}. Refuses a file under which a record could be lost, doubled or leaked.
 *
 * @param all every key of the file, as written
 */
public record MirrorProperties(Map<String, String> all) {
  public static final String METRICS_PORT = "mirror.metrics.port";

  /** Where metrics and health are served; loopback unless told otherwise. */
  public static final String METRICS_HOST = "mirror.metrics.host";

  /** Root of the Confluent API of Core's registry. */
  public static final String REGISTRY_URL = "mirror.schema.registry.url";

  /** Root of the registry that partners use; absent: the same as Core's. */
  public static final String PUBLIC_REGISTRY_URL = "mirror.public.schema.registry.url";

  private static final String FLOW = "core->edge.";
  private static final String TRANSFORM = "publicProjection";
  private static final String TRANSFORM_KEYS = FLOW + "transforms." + TRANSFORM + ".";

  /** What must be so, and why; the values are compared without regard to case. */
  private static final Map<String, String> REQUIRED =
      Map.of(
          FLOW + "enabled",
          "true",
          "edge.exactly.once.source.support",
          "enabled",
          "core.consumer.isolation.level",
          "read_committed",
          "replication.policy.class",
          PublicTopicPolicy.class.getName(),
          FLOW + "sync.topic.configs.enabled",
          "false",
          FLOW + "sync.topic.acls.enabled",
          "false",
          "dedicated.mode.enable.internal.rest",
          "true");

  public MirrorProperties {
    all = Map.copyOf(all);
    for (Map.Entry<String, String> rule : REQUIRED.entrySet()) {
      String value = all.getOrDefault(rule.getKey(), "absent");
      require(
          rule.getValue().equalsIgnoreCase(value.strip()),
          rule.getKey() + " must be " + rule.getValue() + ", it is " + value);
    }
    for (String key :
        new String[] {"core.bootstrap.servers", "edge.bootstrap.servers", REGISTRY_URL}) {
      require(!all.getOrDefault(key, "").isBlank(), key + " is missing: name the server to use");
    }
    require(
        "none".equals(all.getOrDefault(FLOW + "errors.tolerance", "none")),
        FLOW + "errors.tolerance must be none: with any other value records are dropped unseen");
    int port = port(all);
    require(port >= 0 && port <= 65_535, METRICS_PORT + " must be a port, it is " + port);
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException if a key is missing or wrong; the message names key and fix
   */
  public static MirrorProperties read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    }
    Map<String, String> all = new TreeMap<>();
    properties.stringPropertyNames().forEach(key -> all.put(key, properties.getProperty(key)));
    return new MirrorProperties(all);
  }

  /** 0 takes any free port. */
  public int metricsPort() {
    return port(all);
  }

  public String metricsHost() {
    return all.getOrDefault(METRICS_HOST, "127.0.0.1");
  }

  /**
   * What MirrorMaker gets: our own keys are gone, and the projection is wired in with the servers
   * that the file already names, so that no address is written twice.
   */
  public Map<String, String> forMirrorMaker() {
    Map<String, String> keys = new TreeMap<>(all);
    keys.keySet().removeIf(key -> key.startsWith("mirror."));
    keys.put(FLOW + "transforms", TRANSFORM);
    keys.put(TRANSFORM_KEYS + "type", ProjectionTransform.class.getName());
    keys.put(TRANSFORM_KEYS + ProjectionTransform.REGISTRY_URL, all.get(REGISTRY_URL));
    keys.put(
        TRANSFORM_KEYS + ProjectionTransform.PUBLIC_REGISTRY_URL,
        all.getOrDefault(PUBLIC_REGISTRY_URL, ""));
    clientKeys("core.")
        .forEach(
            (key, value) ->
                keys.put(TRANSFORM_KEYS + ProjectionTransform.CORE_PREFIX + key, value));
    return keys;
  }

  /** The settings that reach a cluster: its keys that concern no single kind of client. */
  Map<String, String> clientKeys(String prefix) {
    Map<String, String> keys = new TreeMap<>();
    all.forEach(
        (key, value) -> {
          boolean shared =
              key.equals(prefix + "bootstrap.servers")
                  || key.startsWith(prefix + "security.")
                  || key.startsWith(prefix + "sasl.")
                  || key.startsWith(prefix + "ssl.");
          if (shared) {
            keys.put(key.substring(prefix.length()), value);
          }
        });
    return keys;
  }

  private static int port(Map<String, String> all) {
    String value = all.getOrDefault(METRICS_PORT, "0").strip();
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(METRICS_PORT + " must be a port, it is " + value, e);
    }
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }

  /** Names only: values may be secrets. */
  @Override
  public String toString() {
    return "MirrorProperties" + new TreeMap<>(all).keySet();
  }
}
