package io.oddsupdate.local.cli;

import io.oddsupdate.local.reference.ShippedVersions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Brings Postgres to the newest version of its schema, and the versions of models and markets that
 * are shipped into it; runs before the jobs do.
 */
@Command(
    name = "migrate",
    description = "Brings Postgres to the newest version of its schema. Run it before the jobs.",
    mixinStandardHelpOptions = true)
public final class MigrateCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(MigrateCommand.class);

  @Option(names = "--postgres.url", defaultValue = "jdbc:postgresql://127.0.0.1:15432/odds")
  private String url;

  @Option(names = "--postgres.user", defaultValue = "odds")
  private String user;

  @Override
  public Integer call() throws SQLException {
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

  /**
   * Applies what is missing; nothing if nothing is.
   *
   * @throws IllegalStateException where the database holds other content under a version that is
   *     shipped
   */
  public static MigrateResult migrate(String url, String user, String password)
      throws SQLException {
    MigrateResult result =
        Flyway.configure()
            .dataSource(url, user, password)
            .locations("classpath:postgres")
            .load()
            .migrate();
    try (Connection connection = DriverManager.getConnection(url, user, password)) {
      int added = ShippedVersions.insert(connection);
      LOG.info("event=versions_shipped added={}", added);
    }
    return result;
  }
}
