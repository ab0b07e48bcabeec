package io.oddsupdate.analytics.clickhouse;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bin/odds clickhouse-migrate}: the schema of ClickHouse, before the analytics job. */
@Command(
    name = "clickhouse-migrate",
    description = "Creates or updates the tables and views in ClickHouse; safe to run again.",
    mixinStandardHelpOptions = true)
public final class ClickHouseMigrateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--url",
      defaultValue = "${env:CLICKHOUSE_URL:-http://127.0.0.1:18123}",
      description = "ClickHouse's HTTP interface (CLICKHOUSE_URL). Default: ${DEFAULT-VALUE}")
  private String url;

  @Option(
      names = "--user",
      defaultValue = "${env:CLICKHOUSE_USER:-default}",
      description = "the user (CLICKHOUSE_USER); its password is CLICKHOUSE_PASSWORD")
  private String user;

  @Override
  public Integer call() {
    String password = Optional.ofNullable(System.getenv("CLICKHOUSE_PASSWORD")).orElse("");
    try {
      ClickHouseSchema.apply(url, user, password);
    } catch (IllegalStateException | IllegalArgumentException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return 1;
    }
    spec.commandLine().getOut().println("clickhouse: schema applied to " + url);
    return 0;
  }
}
