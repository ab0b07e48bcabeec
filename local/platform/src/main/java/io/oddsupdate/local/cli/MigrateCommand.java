package io.oddsupdate.local.cli;

import java.util.concurrent.Callable;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Brings Postgres to the newest version of its schema; runs before the jobs do. */
@Command(
    name = "migrate",
    description = "Brings Postgres to the newest version of its schema. Run it before the jobs.",
    mixinStandardHelpOptions = true)
public final class MigrateCommand implements Callable<Integer> {
  @Option(names = "--postgres.url", defaultValue = "jdbc:postgresql://127.0.0.1:15432/odds")
  private String url;

  @Option(names = "--postgres.user", defaultValue = "odds")
  private String user;

  @Override
  public Integer call() {
    MigrateResult result = migrate(url, user, System.getenv("POSTGRES_PASSWORD"));
    System.out.println(
        "Postgres is at version "
            + (result.targetSchemaVersion == null
                ? result.initialSchemaVersion
                : result.targetSchemaVersion)
            + " ("
            + result.migrationsExecuted
            + " applied)");
    return 0;
  }

  /** Applies what is missing; nothing if nothing is. */
  public static MigrateResult migrate(String url, String user, String password) {
    return Flyway.configure()
        .dataSource(url, user, password)
        .locations("classpath:postgres")
        .load()
        .migrate();
  }
}
