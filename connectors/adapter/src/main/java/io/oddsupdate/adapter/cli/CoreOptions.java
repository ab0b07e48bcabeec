package io.oddsupdate.adapter.cli;

import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Where the Core cluster and its registry are. */
final class CoreOptions {
  @Option(
      names = "--core.bootstrap.servers",
      defaultValue = "127.0.0.1:${env:CORE_PORT:-19092}",
      description = "the Core Kafka cluster (default: ${DEFAULT-VALUE})")
  private String bootstrapServers;

  @Option(
      names = "--schema.registry.url",
      defaultValue = "http://127.0.0.1:${env:REGISTRY_PORT:-18081}/apis/ccompat/v7",
      description = "the registry's Confluent API (default: ${DEFAULT-VALUE})")
  private String registryUrl;

  Map<String, String> kafka() {
    Map<String, String> kafka = new HashMap<>();
    kafka.put("bootstrap.servers", bootstrapServers);
    return kafka;
  }

  String registryUrl() {
    return registryUrl;
  }
}
