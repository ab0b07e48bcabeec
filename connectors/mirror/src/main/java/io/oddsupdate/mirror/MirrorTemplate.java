package io.oddsupdate.mirror;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The mirror's properties file as it is deployed, {@code mm2.properties.template}: the same keys
 * everywhere, only addresses and the replication factor differ.
 */
public final class MirrorTemplate {
  private MirrorTemplate() {}

  /**
   * The file for these servers.
   *
   * @param registryUrl root of the Confluent API, such as {@code http://host:8081/apis/ccompat/v7}
   * @param replicationFactor of MirrorMaker's own topics on Edge; 3 in production
   */
  public static String render(
      String coreServers,
      String edgeServers,
      String registryUrl,
      int metricsPort,
      int replicationFactor) {
    String text = template();
    Map<String, String> values =
        Map.of(
            "CORE_BOOTSTRAP_SERVERS", coreServers,
            "EDGE_BOOTSTRAP_SERVERS", edgeServers,
            "SCHEMA_REGISTRY_URL", registryUrl,
            "METRICS_PORT", Integer.toString(metricsPort),
            "REPLICATION_FACTOR", Integer.toString(replicationFactor));
    for (Map.Entry<String, String> value : values.entrySet()) {
      text = text.replace("@" + value.getKey() + "@", value.getValue());
    }
    return text;
  }

  private static String template() {
    try (InputStream in = MirrorTemplate.class.getResourceAsStream("/mm2.properties.template")) {
      if (in == null) {
        throw new IllegalStateException("mm2.properties.template is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
