package io.oddsupdate.local.proof;

import io.oddsupdate.lookup.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Option;

/**
 * Where the proof reads, as options of a command; what is not given is the local platform's. The
 * secrets come from POSTGRES_PASSWORD, REDIS_PASSWORD, CLICKHOUSE_PASSWORD, S3_ACCESS_KEY and
 * S3_SECRET_KEY.
 */
public final class ProofOptions {
  @Option(names = "--league", defaultValue = "nba", description = "default: ${DEFAULT-VALUE}")
  private String league;

  @Option(
      names = "--core.bootstrap.servers",
      defaultValue = "127.0.0.1:19092",
      description = "default: ${DEFAULT-VALUE}")
  private String core;

  @Option(
      names = "--edge.bootstrap.servers",
      defaultValue = "127.0.0.1:29092",
      description = "default: ${DEFAULT-VALUE}")
  private String edge;

  @Option(
      names = "--schema.registry.url",
      defaultValue = "http://127.0.0.1:18081/apis/ccompat/v7",
      description = "default: ${DEFAULT-VALUE}")
  private String registry;

  @Option(
      names = "--clickhouse.url",
      defaultValue = "http://127.0.0.1:18123",
      description = "default: ${DEFAULT-VALUE}")
  private String clickhouseUrl;

  @Option(
      names = "--clickhouse.user",
      defaultValue = "default",
      description = "default: ${DEFAULT-VALUE}")
  private String clickhouseUser;

  @Option(
      names = "--clickhouse.database",
      defaultValue = "odds",
      description = "default: ${DEFAULT-VALUE}")
  private String clickhouseDatabase;

  @Option(
      names = "--postgres.url",
      defaultValue = "jdbc:postgresql://127.0.0.1:15432/odds",
      description = "default: ${DEFAULT-VALUE}")
  private String postgresUrl;

  @Option(
      names = "--postgres.user",
      defaultValue = "odds",
      description = "default: ${DEFAULT-VALUE}")
  private String postgresUser;

  @Option(
      names = "--redis.url",
      defaultValue = "redis://127.0.0.1:16379",
      description = "default: ${DEFAULT-VALUE}")
  private String redisUrl;

  @Option(
      names = "--s3.endpoint",
      defaultValue = "http://127.0.0.1:19000",
      description = "default: ${DEFAULT-VALUE}")
  private URI s3Endpoint;

  @Option(
      names = "--s3.region",
      defaultValue = "us-east-1",
      description = "default: ${DEFAULT-VALUE}")
  private String s3Region;

  @Option(
      names = "--s3.bucket",
      defaultValue = "odds-lake",
      description = "bucket of the lake, which is below odds/; default: ${DEFAULT-VALUE}")
  private String s3Bucket;

  @Option(names = "--ledger", required = true, description = "the feed's file of acknowledgements")
  private Path ledger;

  @Option(
      names = "--report",
      defaultValue = "target/demo-report.json",
      description = "default: ${DEFAULT-VALUE}")
  private Path report;

  /** With the passwords of the environment. */
  public ProofConfig config(Map<String, String> environment) {
    return new ProofConfig(
        league,
        core,
        edge,
        registry,
        clickhouseUrl,
        clickhouseUser,
        environment.getOrDefault("CLICKHOUSE_PASSWORD", ""),
        clickhouseDatabase,
        new LakeConfig(
            s3Endpoint,
            s3Region,
            s3Bucket,
            "odds/",
            environment.getOrDefault("S3_ACCESS_KEY", ""),
            new Secret(environment.getOrDefault("S3_SECRET_KEY", ""))),
        postgresUrl,
        postgresUser,
        environment.getOrDefault("POSTGRES_PASSWORD", ""),
        redisUrl,
        new Secret(environment.getOrDefault("REDIS_PASSWORD", "")),
        Ledger.of(ledger),
        report);
  }
}
