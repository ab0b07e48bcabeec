package io.oddsupdate.analytics.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.analytics.LogPosition;
import io.oddsupdate.analytics.LoggedUpdate;
import io.oddsupdate.analytics.ProcessingFacts;
import io.oddsupdate.analytics.SampleUpdates;
import io.oddsupdate.avro.internal.OddsUpdate;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.local.LocalDataOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of the lake, read back by an engine that shares no code with what wrote them. */
class LakeWritersTest {
  private static final ProcessingFacts FACTS =
      new ProcessingFacts(
          Instant.parse("2026-01-31T20:00:00.001Z"),
          Instant.parse("2026-01-31T20:00:00.042Z"),
          "cached",
          null);

  @TempDir private Path root;
  private LakeFiles lake;

  @BeforeEach
  void open() {
    lake = new LakeFiles(root);
  }

  @Test
  void givesEveryColumnItsType() throws Exception {
    write(10);

    Map<String, String> types =
        lake.query("DESCRIBE lake").stream()
            .collect(Collectors.toMap(row -> row.get(0), row -> row.get(1)));

    assertThat(types)
        .containsEntry("sequence", "BIGINT")
        .containsEntry("market_id", "INTEGER")
        .containsEntry("game_date", "DATE")
        .containsEntry("as_of_event_time", "TIMESTAMP WITH TIME ZONE")
        .containsEntry("received_at", "TIMESTAMP WITH TIME ZONE")
        .containsEntry("margin_actual", "DOUBLE")
        .containsEntry("defaulted", "VARCHAR[]")
        .containsEntry(
            "outcomes",
            "STRUCT(id VARCHAR, \"name\" VARCHAR, probability DOUBLE, win DOUBLE, half_win DOUBLE,"
                + " refund DOUBLE, half_lose DOUBLE, lose DOUBLE, fair_price DOUBLE,"
                + " price DECIMAL(18,4), active BOOLEAN)[]")
        .containsEntry("source", "STRUCT(topic VARCHAR, \"partition\" INTEGER, \"offset\" BIGINT)");
    assertThat(types).containsKeys("league", "date");
  }

  @Test
  void keepsPricesAndTimesExact() throws Exception {
    write(10);
    OddsUpdate update = SampleUpdates.update(10);

    List<String> row =
        lake.query(
                "SELECT update_id, outcomes[1].price::VARCHAR, outcomes[2].probability::VARCHAR,"
                    + " epoch_ms(as_of_event_time), game_date::VARCHAR, epoch_ms(received_at),"
                    + " settlement.results[2].void_factor::VARCHAR, source.offset, enrichment,"
                    + " player_id, len(defaulted) FROM lake")
            .get(0);

    // 0.51 to win, margin applied: 9,500 / 0.51 = 18,627.45 ten-thousandths
    assertThat(row.get(1)).isEqualTo("1.8627");
    assertThat(Double.parseDouble(row.get(2)))
        .isEqualTo(update.getOutcomes().get(1).getProbability());
    assertThat(row.get(0)).isEqualTo(update.getUpdateId());
    assertThat(row.get(4)).isEqualTo(update.getGameDate().toString());
    assertThat(row.get(5)).isEqualTo(Long.toString(FACTS.receivedAt().toEpochMilli()));
    assertThat(row.get(6)).isEqualTo("0.5");
    assertThat(row.get(7)).isEqualTo("2");
    assertThat(row.get(8)).isEqualTo("cached");
    assertThat(row.get(9)).isEqualTo("nba-2010");
    assertThat(row.get(10)).isEqualTo("0");
    assertThat(row.get(3)).as("an update without a vendor's time").isNull();
  }

  @Test
  void keepsWhatIsNotThereNull() throws Exception {
    write(1);

    assertThat(
            lake.query(
                "SELECT player_id, settlement, consensus, correction_of, defaulted::VARCHAR"
                    + " FROM lake"))
        .containsExactly(Arrays.asList(null, null, null, null, "[hot, reference]"));
  }

  @Test
  void putsAGameIntoTheFolderOfItsScheduledStart() {
    LakeFolders folders = new LakeFolders();

    assertThat(folders.getBucketId(logged(0), null)).isEqualTo("league=nba/date=2026-01-31");
    assertThat(folders.getBucketId(logged(12), null)).isEqualTo("league=nba/date=2026-02-01");
  }

  private void write(long... numbers) throws IOException {
    for (long n : numbers) {
      File file =
          root.resolve(new LakeFolders().getBucketId(logged(n), null))
              .resolve("part-" + n + ".parquet")
              .toFile();
      Files.createDirectories(file.getParentFile().toPath());
      try (LocalDataOutputStream out = new LocalDataOutputStream(file)) {
        BulkWriter<LoggedUpdate> writer = new LakeWriters().create(out);
        writer.addElement(logged(n));
        writer.finish();
      }
    }
  }

  private static LoggedUpdate logged(long n) {
    return new LoggedUpdate(
        SampleUpdates.update(n), new LogPosition("odds.updates.internal.nba", 2, n / 4), FACTS);
  }
}
