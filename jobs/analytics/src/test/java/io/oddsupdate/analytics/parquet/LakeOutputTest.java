package io.oddsupdate.analytics.parquet;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LakeOutputTest {
  @TempDir private Path root;

  @Test
  void refusesAFreshStartOverALakeThatHoldsUpdates() throws IOException {
    Path folder = Files.createDirectories(root.resolve("league=nba/date=2026-01-31"));
    Files.writeString(folder.resolve("part-1-0.parquet"), "rows");

    assertThatThrownBy(() -> new LakeOutput(root.toUri().toString()).requireEmpty())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("part-1-0.parquet")
        .hasMessageContaining("execution.state-recovery.path");
  }

  @Test
  void allowsAFreshStartOverFilesThatWereNeverCommitted() throws IOException {
    Path folder = Files.createDirectories(root.resolve("league=nba/date=2026-01-31"));
    Files.writeString(folder.resolve(".part-1-0.parquet.inprogress.8f1d"), "rows");

    assertThatCode(() -> new LakeOutput(root.toUri().toString()).requireEmpty())
        .doesNotThrowAnyException();
  }

  @Test
  void allowsAFreshStartWhereNothingIs() {
    assertThatCode(() -> new LakeOutput(root.resolve("none").toUri().toString()).requireEmpty())
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"odds", "/data/odds", "", "s3:odds", "S3://bucket/odds"})
  void refusesAPathWithoutItsFileSystem(String path) {
    assertThatThrownBy(() -> new LakeOutput(path))
        .hasMessageContaining("parquet.path must be an address such as s3://bucket/odds");
  }
}
