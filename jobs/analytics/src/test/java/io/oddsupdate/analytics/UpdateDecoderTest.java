package io.oddsupdate.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oddsupdate.schemas.WireFormat;
import java.time.Instant;
import java.util.Arrays;
import org.apache.flink.streaming.api.operators.StreamMap;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class UpdateDecoderTest {
  private static final LogPosition POSITION = new LogPosition("odds.updates.internal.nba", 3, 42);

  private FakeRegistry registry;
  private OneInputStreamOperatorTestHarness<LoggedBytes, LoggedUpdate> decoder;

  @BeforeEach
  void start() throws Exception {
    registry = new FakeRegistry();
    decoder =
        new OneInputStreamOperatorTestHarness<>(new StreamMap<>(new UpdateDecoder(registry.url())));
    decoder.open();
  }

  @AfterEach
  void stop() throws Exception {
    decoder.close();
    registry.close();
  }

  @Test
  void decodesAnUpdateAndItsHeaders() throws Exception {
    decoder.processElement(SampleUpdates.logged(9), 0);

    assertThat(decoder.extractOutputValues())
        .containsExactly(
            new LoggedUpdate(
                SampleUpdates.update(9),
                SampleUpdates.position(9),
                new ProcessingFacts(
                    Instant.ofEpochMilli(1_769_900_000_009L),
                    Instant.ofEpochMilli(1_769_900_000_049L),
                    "cached",
                    null)));
  }

  @Test
  void asksTheRegistryOnceForASchema() throws Exception {
    for (int n = 0; n < 50; n++) {
      decoder.processElement(SampleUpdates.logged(n), 0);
    }

    assertThat(registry.questions()).isEqualTo(1);
  }

  @Test
  void waitsForARegistryThatIsDownAndLosesNothing() throws Exception {
    registry.refuse(2);

    decoder.processElement(SampleUpdates.logged(1), 0);

    assertThat(registry.questions()).isEqualTo(3);
    assertThat(decoder.extractOutputValues())
        .extracting(LoggedUpdate::update)
        .containsExactly(SampleUpdates.update(1));
  }

  @Test
  void namesTheRecordThatIsNoAvro() {
    byte[] bytes = WireFormat.encode(SampleUpdates.SCHEMA_ID, SampleUpdates.update(1));
    byte[] cut = Arrays.copyOf(bytes, bytes.length - 20);

    assertRefused(cut, null, "not a record of the writer's schema");
  }

  @Test
  void namesTheRecordWhoseSchemaIsUnknown() {
    byte[] bytes = WireFormat.encode(999, SampleUpdates.update(1));

    assertRefused(bytes, null, "the registry knows no schema 999");
  }

  @Test
  void namesTheRecordWithoutAValue() {
    assertRefused(null, null, "shorter than the 5 bytes");
  }

  @Test
  void namesTheRecordWhoseTimeIsNoTime() {
    byte[] bytes = WireFormat.encode(SampleUpdates.SCHEMA_ID, SampleUpdates.update(1));

    assertRefused(bytes, "yesterday", "a time header is no epoch in milliseconds: yesterday");
  }

  private void assertRefused(byte[] value, String receivedAt, String why) {
    LoggedBytes record = new LoggedBytes(POSITION, value, receivedAt, null, null, null);

    assertThatThrownBy(() -> decoder.processElement(record, 0))
        .isInstanceOf(UnreadableUpdateException.class)
        .hasMessageContaining("topic=odds.updates.internal.nba partition=3 offset=42")
        .hasMessageContaining(why);
    assertThat(decoder.extractOutputValues()).isEmpty();
  }
}
