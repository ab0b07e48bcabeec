package io.oddsupdate.local.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.avro.decision.Decision;
import io.oddsupdate.avro.edge.PublicOddsUpdate;
import io.oddsupdate.avro.internal.OddsUpdate;
import io.oddsupdate.avro.raw.RawEvent;
import io.oddsupdate.schemas.SchemaRegistry;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
  private final SampleFlow flow = SampleFlow.played();
  private FakeRegistry registry;
  private Arrivals arrivals;

  @BeforeEach
  void start() throws IOException {
    registry =
        new FakeRegistry(
            Map.of(
                10, RawEvent.getClassSchema(),
                11, Decision.getClassSchema(),
                12, OddsUpdate.getClassSchema(),
                13, PublicOddsUpdate.getClassSchema()));
    arrivals = new Arrivals(new SchemaRegistry(registry.url()), 0);
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void measuresDecisionsFromTheAcceptanceOfTheirEventInWhateverOrderTheyCome() {
    arrivals.decision(record(flow.decisions.get(0).record()));
    assertThat(samples(Hop.DECISIONS)).isZero();

    arrivals.raw(record(flow.raw.get(0).record()));
    arrivals.raw(record(flow.raw.get(1).record()));
    arrivals.decision(record(flow.decisions.get(1).record()));

    assertThat(samples(Hop.RAW)).isEqualTo(2);
    assertThat(samples(Hop.DECISIONS)).isEqualTo(2);
  }

  @Test
  void measuresPublicUpdatesByTheirInternalImageInWhateverOrderTheyCome() {
    arrivals.published(record(flow.published.get(0).record()));
    assertThat(samples(Hop.PUBLIC)).isZero();

    arrivals.internal(record(flow.internal.get(0).record()));
    arrivals.internal(record(flow.internal.get(1).record()));
    arrivals.published(record(flow.published.get(1).record()));

    assertThat(samples(Hop.INTERNAL)).isEqualTo(2);
    assertThat(samples(Hop.PUBLIC)).isEqualTo(2);
  }

  @Test
  void measuresClickHouseUpToTheOffsetThatIsVisible() {
    for (int i = 0; i < 5; i++) {
      arrivals.internal(record(flow.internal.get(i).record()));
    }

    arrivals.clickhouse(2, 2, System.currentTimeMillis());
    assertThat(samples(Hop.CLICKHOUSE)).isEqualTo(3);

    arrivals.clickhouse(2, 4, System.currentTimeMillis());
    arrivals.clickhouse(2, 4, System.currentTimeMillis());
    assertThat(samples(Hop.CLICKHOUSE)).isEqualTo(5);
  }

  @Test
  void measuresAStoreFromTheAcceptanceOfTheUpdate() {
    OddsUpdate update = flow.internal.get(0).value();
    arrivals.internal(record(flow.internal.get(0).record()));
    long accepted = Long.parseLong(flow.internal.get(0).record().header("received_at"));

    arrivals.stored(Hop.PARQUET, update.getUpdateId(), accepted + 750);
    arrivals.stored(Hop.PARQUET, "nobody knows it", accepted);

    Latency latency = arrivals.latencies().get(Hop.PARQUET);
    assertThat(latency.samples()).isEqualTo(1);
    assertThat(latency.max()).isEqualTo(750);
  }

  @Test
  void knowsTheSlowestSuspensionOnlyOnceThereWasOne() {
    assertThat(arrivals.suspensionMsMax()).isEqualTo(-1);

    for (int i = 0; i < flow.internal.size(); i++) {
      arrivals.internal(record(flow.internal.get(i).record()));
      arrivals.published(record(flow.published.get(i).record()));
    }

    assertThat(arrivals.suspensionMsMax()).isPositive();
  }

  @Test
  void leavesOutWhatAnEarlierRunAccepted() {
    arrivals = new Arrivals(new SchemaRegistry(registry.url()), System.currentTimeMillis());

    arrivals.raw(record(flow.raw.get(0).record()));
    arrivals.decision(record(flow.decisions.get(0).record()));
    arrivals.internal(record(flow.internal.get(0).record()));
    arrivals.published(record(flow.published.get(0).record()));
    arrivals.clickhouse(2, 0, System.currentTimeMillis());
    arrivals.stored(Hop.PARQUET, flow.internal.get(0).value().getUpdateId(), 1);

    for (Hop hop : Hop.values()) {
      assertThat(samples(hop)).as(hop.text()).isZero();
    }
    assertThat(arrivals.suspensionMsMax()).isEqualTo(-1);
  }

  @Test
  void measuresTheSteadyStateByTheTimeOfAcceptance() {
    long accepted = flow.raw.get(1).value().getReceivedAt().toEpochMilli();
    arrivals.steadyFrom(accepted);
    flow.raw.stream()
        .filter(raw -> raw.value() != null)
        .forEach(raw -> arrivals.raw(record(raw.record())));
    arrivals.steadyUntil(accepted + 2_000);

    for (int i = 0; i < flow.internal.size(); i++) {
      arrivals.internal(record(flow.internal.get(i).record()));
      arrivals.published(record(flow.published.get(i).record()));
    }

    SteadyState steady = arrivals.steadyState();
    long before =
        flow.raw.stream()
            .filter(raw -> raw.value() != null)
            .filter(raw -> raw.value().getReceivedAt().toEpochMilli() < accepted)
            .count();
    assertThat(before).isPositive();
    assertThat(steady.seconds()).isEqualTo(2.0);
    assertThat(steady.events()).isEqualTo(flow.raw.size() - 1 - before);
    assertThat(steady.rate()).isEqualTo(steady.events() / 2.0);
    assertThat(steady.updates()).isPositive().isLessThan(flow.published.size());
  }

  private long samples(Hop hop) {
    return arrivals.latencies().get(hop).samples();
  }

  private static ConsumerRecord<byte[], byte[]> record(LoggedRecord logged) {
    return new ConsumerRecord<>(
        logged.topic(),
        logged.partition(),
        logged.offset(),
        0L,
        TimestampType.CREATE_TIME,
        logged.key().length,
        logged.value().length,
        logged.key(),
        logged.value(),
        new RecordHeaders(logged.headers()),
        Optional.empty());
  }
}
