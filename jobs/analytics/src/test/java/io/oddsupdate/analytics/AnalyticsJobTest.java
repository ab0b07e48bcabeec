package io.oddsupdate.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oddsupdate.analytics.clickhouse.ClickHouseOutput;
import io.oddsupdate.analytics.clickhouse.OddsRow;
import io.oddsupdate.analytics.clickhouse.OddsRowEncoder;
import io.oddsupdate.analytics.current.CurrentOutput;
import io.oddsupdate.analytics.current.CurrentTable;
import io.oddsupdate.analytics.parquet.LakeFiles;
import io.oddsupdate.analytics.parquet.LakeOutput;
import io.oddsupdate.clickhouse.BatchLimits;
import io.oddsupdate.clickhouse.FakeClickHouse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The topology on a MiniCluster, with a replayable log at its start and the three real ends. */
@Timeout(240)
class AnalyticsJobTest {
  /** The log waits for checkpoints, so that several complete, however slow the machine is. */
  private static final int RECORDS_PER_CHECKPOINT = 100;

  private static CurrentTable postgres;

  @TempDir private Path folder;
  private FakeRegistry registry;
  private FakeClickHouse clickhouse;
  private LakeFiles lake;

  @BeforeAll
  static void startPostgres() throws Exception {
    postgres = new CurrentTable();
  }

  @AfterAll
  static void stopPostgres() throws Exception {
    postgres.close();
  }

  @BeforeEach
  void start() throws Exception {
    registry = new FakeRegistry();
    clickhouse = new FakeClickHouse(new OddsRowEncoder().columns());
    lake = new LakeFiles(folder.resolve("lake"));
    postgres.clear();
  }

  @AfterEach
  void stop() {
    clickhouse.close();
    registry.close();
  }

  @Test
  void archivesEveryUpdateInAllThreePlaces() throws Exception {
    run(log(500, Failure.NEVER));

    assertThat(clickhouse.accepted()).hasSize(500);
    assertThat(clickhouseRows()).isEqualTo(expectedRows(500));
    assertThat(lake.updateIds()).containsExactlyInAnyOrderElementsOf(updateIds(500));
    assertThat(postgres.rows()).isEqualTo(CurrentTable.newest(LongStream.range(0, 500)));
  }

  @Test
  void archivesEveryUpdateOnceThoughTheJobFailsInTheMiddle() throws Exception {
    run(log(600, new Failure(310)));

    assertThat(Failure.happened()).as("the failure happened").isTrue();
    assertThat(lake.updateIds()).containsExactlyInAnyOrderElementsOf(updateIds(600));
    assertThat(lake.fileCount()).as("files of several checkpoints").isGreaterThan(4);
    // At least once on the wire, once after the table has dropped repetitions.
    assertThat(clickhouse.accepted().size()).isGreaterThanOrEqualTo(600);
    assertThat(clickhouseRows()).isEqualTo(expectedRows(600));
    assertThat(postgres.rows()).isEqualTo(CurrentTable.newest(LongStream.range(0, 600)));
  }

  @Test
  void commitsAfterARestartWhatACompletedCheckpointHadClosed() throws Exception {
    Outputs outputs = outputs();
    String path = folder.resolve("lake").toString();

    run(
        log(200, Failure.NEVER),
        new Outputs(new FailsAtFirstCommit(path), outputs.lake(), outputs.current()));

    assertThat(FailsAtFirstCommit.committedThen())
        .as("files committed when the job failed, after its first checkpoint")
        .isZero();
    assertThat(lake.updateIds()).containsExactlyInAnyOrderElementsOf(updateIds(200));
  }

  @Test
  void stopsForGoodOnARecordThatCannotBeRead() {
    Source<LoggedBytes, ?, ?> poisoned =
        source(
            n ->
                n == 7
                    ? new LoggedBytes(
                        SampleUpdates.position(n), new byte[] {1, 2, 3}, null, null, null, null)
                    : SampleUpdates.logged(n),
            100);

    // The restart strategy would try ten times: this failure must not be retried at all.
    assertThatThrownBy(() -> run(poisoned))
        .hasStackTraceContaining(
            "the update at topic=odds.updates.internal.nba partition=3 offset=1 cannot be read")
        .hasStackTraceContaining("shorter than the 5 bytes of the wire format's header: 3")
        .hasStackTraceContaining("The failure is not recoverable");
  }

  @Test
  void keepsTheUidsThatASavepointRefersTo() throws Exception {
    StreamExecutionEnvironment env = environment();
    AnalyticsJob.buildPipeline(env, log(1, Failure.NEVER), registry.url(), outputs());

    StreamGraph graph = env.getStreamGraph();

    Set<String> uids = new HashSet<>();
    for (StreamNode node : graph.getStreamNodes()) {
      assertThat(node.getTransformationUID()).as(node.getOperatorName()).isNotNull();
      uids.add(node.getTransformationUID());
    }
    assertThat(uids).contains("internal-updates", "decode", "clickhouse", "lake", "odds-current");
  }

  private void run(Source<LoggedBytes, ?, ?> source) throws Exception {
    run(source, outputs());
  }

  private void run(Source<LoggedBytes, ?, ?> source, Outputs outputs) throws Exception {
    StreamExecutionEnvironment env = environment();
    AnalyticsJob.buildPipeline(env, source, registry.url(), outputs);
    env.execute("analytics-test");
  }

  private StreamExecutionEnvironment environment() {
    Configuration settings = new Configuration();
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200));
    settings.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        folder.resolve("checkpoints").toUri().toString());
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 10);
    settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
    return StreamExecutionEnvironment.createLocalEnvironment(1, JobEnvironment.strict(settings));
  }

  private Outputs outputs() {
    return new Outputs(
        new ClickHouseOutput(
                clickhouse.endpoint(), new BatchLimits(100, 1 << 20, Duration.ofMillis(100)))
            .sink(),
        new LakeOutput(folder.resolve("lake").toUri().toString()).sink(),
        new CurrentOutput(postgres.url(), postgres.user(), postgres.password()).sink());
  }

  private static DataGeneratorSource<LoggedBytes> log(long count, Failure failure) {
    Failure.reset();
    return source(
        n -> {
          failure.at(n);
          return SampleUpdates.logged(n);
        },
        count);
  }

  private static DataGeneratorSource<LoggedBytes> source(
      GeneratorFunction<Long, LoggedBytes> record, long count) {
    return new DataGeneratorSource<>(
        record,
        count,
        RateLimiterStrategy.perCheckpoint(RECORDS_PER_CHECKPOINT),
        TypeInformation.of(LoggedBytes.class));
  }

  /** What readers of the view see: one row per sorting key. */
  private Map<List<Object>, Map<String, Object>> clickhouseRows() {
    Map<List<Object>, Map<String, Object>> rows = new HashMap<>();
    for (Map<String, Object> row : clickhouse.accepted()) {
      Map<String, Object> ofUpdate = new HashMap<>(row);
      ofUpdate.keySet().retainAll(OddsRow.of(SampleUpdates.update(0)).keySet());
      rows.put(key(row), ofUpdate);
    }
    return rows;
  }

  private static Map<List<Object>, Map<String, Object>> expectedRows(long count) {
    Map<List<Object>, Map<String, Object>> rows = new HashMap<>();
    for (long n = 0; n < count; n++) {
      Map<String, Object> row = OddsRow.of(SampleUpdates.update(n));
      rows.put(key(row), row);
    }
    return rows;
  }

  private static List<Object> key(Map<String, Object> row) {
    return List.of(
        row.get("league"),
        row.get("game_id"),
        row.get("market_id"),
        row.get("specifiers"),
        row.get("player_id"),
        row.get("epoch"),
        row.get("sequence"));
  }

  private static List<String> updateIds(long count) {
    return LongStream.range(0, count).mapToObj(n -> SampleUpdates.update(n).getUpdateId()).toList();
  }
}
