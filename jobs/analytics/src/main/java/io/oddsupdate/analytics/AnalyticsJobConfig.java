package io.oddsupdate.analytics;

import io.oddsupdate.analytics.clickhouse.ClickHouseOutput;
import io.oddsupdate.analytics.current.CurrentOutput;
import io.oddsupdate.analytics.parquet.LakeOutput;
import io.oddsupdate.clickhouse.BatchLimits;
import io.oddsupdate.clickhouse.ClickHouseEndpoint;
import io.oddsupdate.clickhouse.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What the job is told: {@code --key value} arguments, passwords from the environment ({@code
 * POSTGRES_PASSWORD}, {@code CLICKHOUSE_PASSWORD}; none if absent). Flink's own keys are in {@code
 * config.yaml}.
 *
 * @param registryUrl the Confluent API of the schema registry
 */
public record AnalyticsJobConfig(
    InternalLog log,
    String registryUrl,
    ClickHouseOutput clickhouse,
    LakeOutput lake,
    CurrentOutput current) {

  public AnalyticsJobConfig {
    if (!isHttp(registryUrl)) {
      throw new IllegalArgumentException(
          "schema.registry.url must be an http or https address, got '" + registryUrl + "'");
    }
  }

  /**
   * @throws IllegalArgumentException naming the key, if one is missing, unknown or wrong
   */
  public static AnalyticsJobConfig parse(String[] args, Map<String, String> environment) {
    JobArguments given = JobArguments.parse(args);
    AnalyticsJobConfig config =
        new AnalyticsJobConfig(
            new InternalLog(
                given.required("core.bootstrap.servers"),
                List.of(given.required("leagues").split(",", -1))),
            given.required("schema.registry.url"),
            new ClickHouseOutput(
                new ClickHouseEndpoint(
                    given.required("clickhouse.url"),
                    given.optional("clickhouse.user", "default"),
                    new Secret(environment.getOrDefault("CLICKHOUSE_PASSWORD", "")),
                    given.optional("clickhouse.database", "odds")),
                new BatchLimits(
                    given.optional("clickhouse.batch.rows", BatchLimits.DEFAULT.rows()),
                    given.optional("clickhouse.batch.bytes", BatchLimits.DEFAULT.bytes()),
                    Duration.ofMillis(
                        given.optional(
                            "clickhouse.batch.age-ms",
                            (int) BatchLimits.DEFAULT.age().toMillis())))),
            new LakeOutput(given.required("parquet.path")),
            new CurrentOutput(
                given.required("postgres.url"),
                given.required("postgres.user"),
                new Secret(environment.getOrDefault("POSTGRES_PASSWORD", ""))));
    given.refuseOthers();
    return config;
  }

  private static boolean isHttp(String url) {
    try {
      URI address = URI.create(url);
      return address.getHost() != null && List.of("http", "https").contains(address.getScheme());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
