package io.oddsupdate.local.proof;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Files of the lake that were not there the last time; a committed file never changes. */
final class LakePoll implements StorePoll {
  private final Lake lake;
  private final Arrivals arrivals;
  private final Set<String> seen = new HashSet<>();
  private Connection duckdb;

  LakePoll(ProofConfig config, Arrivals arrivals) {
    this.lake = Lake.of(config.lake());
    this.arrivals = arrivals;
  }

  @Override
  public Hop hop() {
    return Hop.PARQUET;
  }

  @Override
  public void look() throws IOException, SQLException {
    List<String> fresh = lake.keys().stream().filter(key -> !seen.contains(key)).toList();
    long now = System.currentTimeMillis();
    if (fresh.isEmpty()) {
      return;
    }
    if (duckdb == null) {
      duckdb = LakeTable.open();
    }
    try (Scratch scratch = Scratch.create()) {
      List<Path> files = new ArrayList<>();
      for (String key : fresh) {
        files.add(lake.download(key, scratch.folder()));
      }
      try (Statement statement = duckdb.createStatement();
          ResultSet row =
              statement.executeQuery(
                  "SELECT update_id FROM read_parquet(%s, hive_partitioning = false)"
                      .formatted(LakeTable.list(files)))) {
        while (row.next()) {
          arrivals.stored(Hop.PARQUET, row.getString(1), now);
        }
      }
    }
    seen.addAll(fresh);
  }

  @Override
  public void close() {
    lake.close();
    try {
      if (duckdb != null) {
        duckdb.close();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("DuckDB cannot be closed", e);
    }
  }
}
