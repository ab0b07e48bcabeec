package io.oddsupdate.local.platform;

import java.util.ArrayList;
import java.util.List;

/**
 * Where every server is. A variable points any of them to an existing server; the platform then
 * starts none of its own.
 *
 * @param registryUrl the Confluent API's root
 * @param postgresUrl JDBC
 * @param external the settings of the ports whose server is elsewhere
 */
public record Endpoints(
    String core,
    String edge,
    String registryUrl,
    String postgresUrl,
    String postgresUser,
    String redisUrl,
    String s3Endpoint,
    String s3Bucket,
    String clickhouseUrl,
    String clickhouseUser,
    List<String> external) {

  static Endpoints read(Variables variables, Ports ports) {
    List<String> external = new ArrayList<>();
    return new Endpoints(
        at(variables, "CORE_BOOTSTRAP_SERVERS", "127.0.0.1:" + ports.core(), "CORE_PORT", external),
        at(variables, "EDGE_BOOTSTRAP_SERVERS", "127.0.0.1:" + ports.edge(), "EDGE_PORT", external),
        at(
            variables,
            "SCHEMA_REGISTRY_URL",
            "http://127.0.0.1:" + ports.registry() + "/apis/ccompat/v7",
            "REGISTRY_PORT",
            external),
        at(
            variables,
            "POSTGRES_URL",
            "jdbc:postgresql://127.0.0.1:" + ports.postgres() + "/odds",
            "POSTGRES_PORT",
            external),
        variables.text("POSTGRES_USER").orElse("odds"),
        at(variables, "REDIS_URL", "redis://127.0.0.1:" + ports.redis(), "REDIS_PORT", external),
        at(variables, "S3_ENDPOINT", "http://127.0.0.1:" + ports.s3(), "S3_PORT", external),
        variables.text("S3_BUCKET").orElse("odds-lake"),
        at(
            variables,
            "CLICKHOUSE_URL",
            "http://127.0.0.1:" + ports.clickhouse(),
            "CLICKHOUSE_PORT",
            external),
        variables.text("CLICKHOUSE_USER").orElse("default"),
        external);
  }

  /** Whether the platform starts the server of this port setting itself. */
  boolean starts(String portSetting) {
    return !external.contains(portSetting);
  }

  private static String at(
      Variables variables, String name, String ours, String port, List<String> external) {
    return variables
        .text(name)
        .map(
            theirs -> {
              external.add(port);
              return theirs;
            })
        .orElse(ours);
  }
}
