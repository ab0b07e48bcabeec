package io.oddsupdate.local.platform;

import io.oddsupdate.analytics.clickhouse.ClickHouseSchema;
import io.oddsupdate.local.cli.MigrateCommand;
import io.oddsupdate.local.cli.SchemasPushCommand;
import io.oddsupdate.local.servers.TopicCreator;
import io.oddsupdate.schemas.IncompatibleSchemaException;
import io.oddsupdate.schemas.SchemaRegistry;
import java.io.IOException;
import java.sql.SQLException;

/** What a deployment does before its workloads start: topics, tables, schemas. */
final class Preparation {
  private Preparation() {}

  static void run(Endpoints endpoints, LocalSecrets secrets)
      throws IOException, InterruptedException {
    TopicCreator.create(endpoints.core(), "core");
    TopicCreator.create(endpoints.edge(), "edge");
    try {
      MigrateCommand.migrate(
          endpoints.postgresUrl(), endpoints.postgresUser(), secrets.get(LocalSecrets.POSTGRES));
    } catch (SQLException e) {
      throw new IllegalStateException("Postgres cannot be migrated: " + e.getMessage(), e);
    }
    try {
      SchemasPushCommand.push(new SchemaRegistry(endpoints.registryUrl()));
    } catch (IncompatibleSchemaException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
    ClickHouseSchema.apply(
        endpoints.clickhouseUrl(),
        endpoints.clickhouseUser(),
        secrets.get(LocalSecrets.CLICKHOUSE));
  }
}
