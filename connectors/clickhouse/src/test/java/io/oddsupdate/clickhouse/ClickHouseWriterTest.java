package io.oddsupdate.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oddsupdate.clickhouse.FakeClickHouse.Answer;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.streaming.runtime.tasks.TestProcessingTimeService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
class ClickHouseWriterTest {
  private static final RetryPolicy THREE_ATTEMPTS =
      new RetryPolicy(3, Duration.ofMillis(1), Duration.ofMillis(5));

  private final CountingGroup metrics = new CountingGroup();
  private final TestProcessingTimeService time = new TestProcessingTimeService();
  private FakeClickHouse server;
  private ClickHouseWriter<SampleRow> writer;

  @BeforeEach
  void start() throws Exception {
    time.setCurrentTime(0);
    server = new FakeClickHouse(SampleRow.COLUMNS);
    writer = writer(new BatchLimits(100, 1 << 20, Duration.ofSeconds(1)));
  }

  @AfterEach
  void stop() {
    writer.close();
    server.close();
  }

  @Test
  void insertsWhenTheRowLimitIsReached() throws Exception {
    writer = writer(new BatchLimits(3, 1 << 20, Duration.ofSeconds(1)));

    write(7);

    assertThat(server.attempts()).extracting(insert -> insert.rows().size()).containsExactly(3, 3);
    assertThat(server.accepted()).isEqualTo(stored(6));
  }

  @Test
  void insertsWhenTheByteLimitIsReached() throws Exception {
    writer = writer(new BatchLimits(1_000, 4_096, Duration.ofSeconds(1)));
    SampleRow large = new SampleRow(1, "x".repeat(4_096), BigDecimal.valueOf(18_500, 4));

    writer.write(large, null);

    assertThat(server.accepted()).containsExactly(large.asStored());
  }

  @Test
  void insertsWhenTheOldestRowHasWaitedLongEnough() throws Exception {
    write(2);
    time.setCurrentTime(999);
    assertThat(server.attempts()).isEmpty();

    time.setCurrentTime(1_000);

    assertThat(server.accepted()).isEqualTo(stored(2));
  }

  @Test
  void countsTheAgeOfEachBatchFromItsFirstRow() throws Exception {
    write(1);
    writer.flush(false);
    time.setCurrentTime(900);
    writer.write(SampleRow.of(1), null);

    time.setCurrentTime(1_000);
    assertThat(server.accepted()).hasSize(1);

    time.setCurrentTime(1_900);
    assertThat(server.accepted()).isEqualTo(stored(2));
  }

  @Test
  void leavesNothingOpenWhenACheckpointIsTaken() throws Exception {
    write(5);

    writer.flush(false);
    writer.flush(false);

    assertThat(server.accepted()).isEqualTo(stored(5));
    assertThat(server.attempts()).hasSize(1);
  }

  @Test
  void waitsForTheInsertAndHasTypesChecked() throws Exception {
    write(1);
    writer.flush(false);

    FakeClickHouse.Insert insert = server.attempts().get(0);
    assertThat(insert.settings())
        .containsEntry("async_insert", "0")
        .containsEntry("input_format_with_types_use_header", "1");
    assertThat(insert.statement())
        .isEqualTo("INSERT INTO odds.odds_updates FORMAT RowBinaryWithNamesAndTypes");
  }

  @ParameterizedTest
  @EnumSource(
      value = Answer.class,
      names = {"TOO_MANY_PARTS", "BAD_GATEWAY", "CUT", "HANG"})
  void insertsTheSameRowsAgainAfterWhatPasses(Answer failure) throws Exception {
    server.next(failure, failure);
    write(4);

    writer.flush(false);

    assertThat(server.accepted()).isEqualTo(stored(4));
    assertThat(server.attempts()).hasSize(3);
    assertThat(server.attempts())
        .allSatisfy(insert -> assertThat(insert.rows()).isEqualTo(stored(4)));
    assertThat(metrics.count("retries")).isEqualTo(2);
    assertThat(metrics.count("flushes")).isEqualTo(1);
    assertThat(metrics.count("rows")).isEqualTo(4);
  }

  @Test
  void insertsAgainWhenTheAnswerWasLostEvenIfTheRowsWereNot() throws Exception {
    server.next(Answer.CUT_AFTER_ACCEPTING);
    write(2);

    writer.flush(false);

    assertThat(server.accepted())
        .startsWith(stored(2).toArray(Map[]::new))
        .endsWith(stored(2).toArray(Map[]::new))
        .hasSize(4);
  }

  @Test
  void failsAtOnceOnWhatNoRetryCanHelp() throws Exception {
    server.next(Answer.UNKNOWN_TABLE);
    write(4);

    assertThatThrownBy(() -> writer.flush(false))
        .isInstanceOf(InsertException.class)
        .hasMessageContaining("4 rows for ClickHouse table odds_updates could not be inserted")
        .hasMessageContaining("code=60");
    assertThat(server.attempts()).hasSize(1);
    assertThat(metrics.count("givenUp")).isEqualTo(1);
  }

  @Test
  void failsWhenEveryAttemptFailed() throws Exception {
    server.next(Answer.BAD_GATEWAY, Answer.BAD_GATEWAY, Answer.BAD_GATEWAY);
    write(1);

    assertThatThrownBy(() -> writer.flush(false))
        .isInstanceOf(InsertException.class)
        .hasMessageContaining("all 3 attempts failed")
        .hasMessageContaining("502 Bad gateway");
  }

  @Test
  void neverCompletesACheckpointOverRowsThatWereRefused() throws Exception {
    server.next(Answer.UNKNOWN_TABLE, Answer.UNKNOWN_TABLE);
    write(3);
    assertThatThrownBy(() -> writer.flush(false)).isInstanceOf(InsertException.class);

    // A second flush of the same writer still holds the rows: it fails too, instead of passing
    // empty.
    assertThatThrownBy(() -> writer.flush(false)).isInstanceOf(InsertException.class);

    writer.flush(false);
    assertThat(server.accepted()).isEqualTo(stored(3));
  }

  @Test
  void failsFromTheTimerAsItDoesFromACheckpoint() throws Exception {
    server.next(Answer.UNKNOWN_TABLE);
    write(1);

    assertThatThrownBy(() -> time.setCurrentTime(1_000))
        .rootCause()
        .hasMessageContaining("Code: 60");
  }

  @Test
  void stopsWaitingWhenTheTaskIsCancelled() throws Exception {
    writer =
        new ClickHouseWriter<>(
            config().with(new RetryPolicy(5, Duration.ofMinutes(10), Duration.ofMinutes(10))),
            new RowBatch<>(SampleRow.COLUMNS),
            new Inserter(config()),
            time,
            new SinkMetrics(metrics, new SimpleCounter(), new SimpleCounter()));
    server.next(Answer.BAD_GATEWAY);
    write(1);

    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> writer.flush(false)).isInstanceOf(InterruptedException.class);
  }

  @Test
  void doesNotInsertWhenItIsClosed() throws Exception {
    write(3);

    writer.close();

    assertThat(server.attempts()).isEmpty();
  }

  private ClickHouseSinkConfig config() {
    return ClickHouseSinkConfig.of(server.endpoint(), "odds_updates")
        .with(THREE_ATTEMPTS)
        .withRequestTimeout(Duration.ofMillis(500));
  }

  private ClickHouseWriter<SampleRow> writer(BatchLimits limits) {
    if (writer != null) {
      writer.close();
    }
    return new ClickHouseWriter<>(
        config().with(limits),
        new RowBatch<>(SampleRow.COLUMNS),
        new Inserter(config()),
        time,
        new SinkMetrics(metrics, new SimpleCounter(), new SimpleCounter()));
  }

  private void write(int count) throws IOException, InterruptedException {
    for (SampleRow row : rows(count)) {
      writer.write(row, null);
    }
  }

  private static List<SampleRow> rows(int count) {
    return LongStream.range(0, count).mapToObj(SampleRow::of).toList();
  }

  private static List<Map<String, Object>> stored(int count) {
    return rows(count).stream().map(SampleRow::asStored).toList();
  }
}
