package io.oddsupdate.analytics;

import io.oddsupdate.analytics.clickhouse.ClickHouseOutput;
import io.oddsupdate.analytics.clickhouse.OddsRowEncoder;
import io.oddsupdate.analytics.current.CurrentOutput;
import io.oddsupdate.analytics.current.CurrentRow;
import io.oddsupdate.analytics.current.CurrentTable;
import io.oddsupdate.analytics.parquet.LakeFiles;
import io.oddsupdate.analytics.parquet.LakeOutput;
import io.oddsupdate.clickhouse.BatchLimits;
import io.oddsupdate.clickhouse.FakeClickHouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The three ends of the job, empty at first, and what lies in them. */
final class Archive implements AutoCloseable {
  private final Path folder;
  private final LakeFiles lake;
  private final FakeClickHouse clickhouse;
  private final CurrentTable postgres;

  Archive(Path folder) throws IOException, SQLException {
    this.folder = Files.createDirectories(folder.resolve("lake"));
    lake = new LakeFiles(this.folder);
    clickhouse = new FakeClickHouse(new OddsRowEncoder().columns());
    postgres = new CurrentTable();
  }

  Outputs outputs() {
    return new Outputs(
        new ClickHouseOutput(
                clickhouse.endpoint(), new BatchLimits(100, 1 << 20, Duration.ofMillis(100)))
            .sink(),
        new LakeOutput(folder.toUri().toString()).sink(),
        new CurrentOutput(postgres.url(), postgres.user(), postgres.password()).sink());
  }

  /** The ends and the log as the job's arguments name them. */
  Map<String, String> arguments(KafkaBroker kafka, FakeRegistry registry) {
    return Map.of(
        "leagues", "nba",
        "core.bootstrap.servers", kafka.bootstrapServers(),
        "schema.registry.url", registry.url(),
        "clickhouse.url", clickhouse.endpoint().url(),
        "clickhouse.database", clickhouse.endpoint().database(),
        "clickhouse.batch.age-ms", "100",
        "parquet.path", folder.toUri().toString(),
        "postgres.url", postgres.url(),
        "postgres.user", postgres.user());
  }

  /** The updates that ClickHouse accepted, in that order. */
  List<String> clickhouse() {
    return clickhouse.accepted().stream().map(row -> (String) row.get("update_id")).toList();
  }

  /** The updates that readers of the lake see. */
  List<String> lake() throws IOException, SQLException {
    return lake.fileCount() == 0 ? List.of() : lake.updateIds();
  }

  Map<String, CurrentRow> current() throws SQLException {
    return postgres.rows();
  }

  /**
   * Waits until each end holds so many updates, at least.
   *
   * @throws AssertionError if one does not in time
   */
  void await(int updates, int markets, Duration patience)
      throws IOException, SQLException, InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (clickhouse().size() < updates || lake().size() < updates || current().size() < markets) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            "ClickHouse holds %d, the lake %d, Postgres %d"
                .formatted(clickhouse().size(), lake().size(), current().size()));
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  @Override
  public void close() throws IOException {
    clickhouse.close();
    postgres.close();
  }
}
