package io.oddsupdate.local.proof;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Tampers with the first row of the lake's first file, by writing the object anew. */
final class LakeSabotage {
  private static final String EVERY_COLUMN = "SELECT * EXCLUDE (file_row_number)";

  private final Lake lake;

  LakeSabotage(Lake lake) {
    this.lake = lake;
  }

  String apply(Sabotage.Kind kind) throws IOException, SQLException {
    String victim =
        lake.keys().stream()
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("the lake holds no file"));
    return switch (kind) {
      case DROP -> {
        rewrite(victim, EVERY_COLUMN, "WHERE file_row_number > 0", victim);
        yield "dropped the first row of " + victim;
      }
      case DOUBLE -> {
        String copy =
            victim.substring(0, victim.lastIndexOf('/') + 1) + "part-copy-of-a-row.parquet";
        rewrite(victim, EVERY_COLUMN, "WHERE file_row_number = 0", copy);
        yield "copied the first row of " + victim + " into " + copy;
      }
      case CHANGE -> {
        rewrite(
            victim,
            EVERY_COLUMN
                + " REPLACE (CASE WHEN file_row_number = 0 THEN reason || '?' ELSE reason END AS"
                + " reason)",
            "",
            victim);
        yield "changed the reason in the first row of " + victim;
      }
    };
  }

  private void rewrite(String from, String select, String where, String to)
      throws IOException, SQLException {
    try (Scratch scratch = Scratch.create()) {
      Path original = lake.download(from, scratch.folder());
      Path fresh = scratch.folder().resolve("rewritten");
      try (Connection duckdb = LakeTable.open();
          Statement statement = duckdb.createStatement()) {
        statement.execute(
            "COPY (%s FROM read_parquet(%s, file_row_number = true, hive_partitioning = false) %s) TO %s (FORMAT parquet)"
                .formatted(select, LakeTable.quoted(original), where, LakeTable.quoted(fresh)));
      }
      lake.upload(fresh, to);
    }
  }
}
