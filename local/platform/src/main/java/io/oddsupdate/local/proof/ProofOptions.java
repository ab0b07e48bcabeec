package io.oddsupdate.local.proof;

import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Option;

/**
 * Where the proof reads, as options of a command; what is not given is the local platform's. The
 * passwords come from POSTGRES_PASSWORD and CLICKHOUSE_PASSWORD.
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
      names = "--lake",
      required = true,
      description = "the folder with the lake's objects as plain files")
  private Path lake;

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
        LakeFiles.folder(lake),
        postgresUrl,
        postgresUser,
        environment.getOrDefault("POSTGRES_PASSWORD", ""),
        redisUrl,
        Ledger.of(ledger),
        report);
  }
}
