package io.oddsupdate.local.cli;

import io.oddsupdate.local.platform.Endpoints;
import java.util.Map;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What the options of every command are where they are not given: the servers that {@code make run}
 * would use with the same variables.
 */
final class ServerDefaults implements IDefaultValueProvider {
  private final Map<String, String> byOption;

  ServerDefaults(Map<String, String> environment) {
    Endpoints servers = Endpoints.of(environment);
    this.byOption =
        Map.ofEntries(
            Map.entry("--core.bootstrap.servers", servers.core()),
            Map.entry("--edge.bootstrap.servers", servers.edge()),
            Map.entry("--schema.registry.url", servers.registryUrl()),
            Map.entry("--postgres.url", servers.postgresUrl()),
            Map.entry("--postgres.user", servers.postgresUser()),
            Map.entry("--redis.url", servers.redisUrl()),
            Map.entry("--s3.endpoint", servers.s3Endpoint()),
            Map.entry("--s3.region", servers.s3Region()),
            Map.entry("--s3.bucket", servers.s3Bucket()),
            Map.entry("--clickhouse.url", servers.clickhouseUrl()),
            Map.entry("--clickhouse.user", servers.clickhouseUser()));
  }

  @Override
  public String defaultValue(ArgSpec argument) {
    return argument instanceof OptionSpec option ? byOption.get(option.longestName()) : null;
  }
}
