package io.oddsupdate.local.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Tampers with the first row of the lake's first file, by writing the file anew. */
final class LakeSabotage {
  private final LakeFiles lake;

  LakeSabotage(LakeFiles lake) {
    this.lake = lake;
  }

  String apply(Sabotage.Kind kind) throws IOException, SQLException {
    Path victim =
        lake.list().stream()
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("the lake holds no file"));
    return switch (kind) {
      case DROP -> {
        rewrite(victim, "SELECT * EXCLUDE (file_row_number)", "WHERE file_row_number > 0", victim);
        yield "dropped the first row of " + victim;
      }
      case DOUBLE -> {
        Path copy = victim.resolveSibling("part-copy-of-a-row.parquet");
        rewrite(victim, "SELECT * EXCLUDE (file_row_number)", "WHERE file_row_number = 0", copy);
        yield "copied the first row of " + victim + " into " + copy.getFileName();
      }
      case CHANGE -> {
        rewrite(
            victim,
            "SELECT * EXCLUDE (file_row_number) REPLACE"
                + " (CASE WHEN file_row_number = 0 THEN reason || '?' ELSE reason END AS reason)",
            "",
            victim);
        yield "changed the reason in the first row of " + victim;
      }
    };
  }

  private static void rewrite(Path from, String select, String where, Path to)
      throws IOException, SQLException {
    Path fresh = Files.createTempFile(to.getParent(), ".rewritten", ".part");
    try (Connection duckdb = LakeTable.open();
        Statement statement = duckdb.createStatement()) {
      statement.execute(
          "COPY (%s FROM read_parquet(%s, file_row_number = true, hive_partitioning = false) %s) TO %s (FORMAT parquet)"
              .formatted(select, quoted(from), where, quoted(fresh)));
    }
    Files.move(fresh, to, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String quoted(Path path) {
    return "'" + path.toString().replace("'", "''") + "'";
  }
}
