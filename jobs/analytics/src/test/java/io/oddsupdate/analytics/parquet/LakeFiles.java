package io.oddsupdate.analytics.parquet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The lake as DuckDB reads it. */
public final class LakeFiles {
  private final Path root;

  public LakeFiles(Path root) {
    this.root = root;
  }

  public List<String> updateIds() throws SQLException {
    return query("SELECT update_id FROM lake").stream().map(row -> row.get(0)).toList();
  }

  /** Files that readers see; names of files in progress begin with a dot. */
  public long fileCount() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.getFileName().toString().matches("part-.*[.]parquet"))
          .count();
    }
  }

  /** Rows of a query over the table {@code lake}, every value as text. */
  public List<List<String>> query(String sql) throws SQLException {
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement()) {
      statement.execute(
          "CREATE VIEW lake AS SELECT * FROM read_parquet('"
              + root
              + "/league=*/date=*/part-*.parquet', hive_partitioning = true)");
      List<List<String>> rows = new ArrayList<>();
      try (ResultSet row = statement.executeQuery(sql)) {
        int columns = row.getMetaData().getColumnCount();
        while (row.next()) {
          List<String> values = new ArrayList<>();
          for (int i = 1; i <= columns; i++) {
            values.add(row.getString(i));
          }
          rows.add(values);
        }
      }
      return rows;
    }
  }
}
