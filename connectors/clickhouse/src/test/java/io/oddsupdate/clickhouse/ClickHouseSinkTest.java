package io.oddsupdate.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oddsupdate.clickhouse.FakeClickHouse.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The sink in a running job. */
@Timeout(60)
class ClickHouseSinkTest {
  private FakeClickHouse server;

  @BeforeEach
  void start() throws Exception {
    server = new FakeClickHouse(SampleRow.COLUMNS);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void insertsEveryRowOfABoundedJobThoughInsertsFail() throws Exception {
    server.next(Answer.TOO_MANY_PARTS, Answer.CUT, Answer.BAD_GATEWAY);

    run(1_000, "none");

    assertThat(server.accepted()).containsExactlyInAnyOrderElementsOf(stored(1_000));
  }

  @Test
  void readsTheRowsAgainWhenAFatalAnswerFailedTheJobOnce() throws Exception {
    server.next(Answer.UNKNOWN_TABLE);

    run(1_000, "fixed-delay");

    assertThat(server.accepted()).containsAll(stored(1_000));
  }

  @Test
  void failsTheJobRatherThanDropABatch() {
    server.next(Answer.UNKNOWN_TABLE);

    assertThatThrownBy(() -> run(1_000, "none")).rootCause().hasMessageContaining("Code: 60");
    assertThat(server.accepted()).isEmpty();
  }

  private void run(long rows, String restartStrategy) throws Exception {
    Configuration settings = new Configuration();
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, restartStrategy);
    settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1, settings);
    ClickHouseSinkConfig config =
        ClickHouseSinkConfig.of(server.endpoint(), "odds_updates")
            .with(new BatchLimits(100, 1 << 20, Duration.ofSeconds(1)))
            .with(new RetryPolicy(5, Duration.ofMillis(1), Duration.ofMillis(5)));
    List<Long> ids = LongStream.range(0, rows).boxed().toList();
    env.fromData(ids, Types.LONG)
        .map(SampleRow::of)
        .returns(TypeInformation.of(SampleRow.class))
        .sinkTo(new ClickHouseSink<>(config, new SampleRow.Encoder()));
    env.execute();
  }

  private static List<Map<String, Object>> stored(int count) {
    return LongStream.range(0, count).mapToObj(SampleRow::of).map(SampleRow::asStored).toList();
  }
}
