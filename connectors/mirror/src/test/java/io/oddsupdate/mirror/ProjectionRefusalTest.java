package io.oddsupdate.mirror;

import static io.oddsupdate.mirror.MirroredRecords.ADDRESS;
import static io.oddsupdate.mirror.MirroredRecords.INTERNAL;
import static io.oddsupdate.mirror.MirroredRecords.PUBLIC;
import static io.oddsupdate.mirror.MirroredRecords.at;
import static io.oddsupdate.mirror.MirroredRecords.bytes;
import static io.oddsupdate.mirror.MirroredRecords.encode;
import static io.oddsupdate.mirror.MirroredRecords.ofTopic;
import static io.oddsupdate.mirror.MirroredRecords.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.avro.Schema;
import org.apache.kafka.connect.errors.ConnectException;

/** What partners must not see stops the mirror; a person may leave out one record. */
class ProjectionRefusalTest {
  private static RegistryFake registry;
  private static ProjectionTransform transform;

  @BeforeContainer
  static void start() {
    registry = RegistryFake.deployed();
    transform = MirroredRecords.transform(registry, Set.of());
  }

  @AfterContainer
  static void stop() {
    registry.close();
  }

  @Example
  void refusesATopicThatMustNotCross() {
    for (String topic : List.of("core.odds.decisions.nba", "dead-letters.odds", INTERNAL)) {
      assertThatThrownBy(() -> transform.apply(ofTopic(topic, update(1))))
          .isInstanceOf(ConnectException.class)
          .hasMessageContaining(topic)
          .hasMessageContaining("replication.policy.class");
    }
  }

  @Example
  void failsOnAnUnknownSchemaId() {
    byte[] value = update(1);
    ByteBuffer.wrap(value).putInt(1, 4711);

    assertThatThrownBy(() -> transform.apply(record(value)))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("no schema 4711")
        .hasMessageContaining("bin/odds mirror skip --topic " + INTERNAL)
        .hasMessageContaining("--partition 3 --offset 42");
  }

  @Property(tries = 200)
  void failsOnBytesThatAreNoUpdate(@ForAll byte[] noise) {
    byte[] value = ByteBuffer.allocate(noise.length + 1).put((byte) 1).put(noise).array();

    assertThatThrownBy(() -> transform.apply(record(value))).isInstanceOf(ConnectException.class);
  }

  @Example
  void failsOnATruncatedUpdate() {
    byte[] whole = update(1);

    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> transform.apply(record(part))).isInstanceOf(ConnectException.class);
    }
  }

  @Example
  void failsOnAWriterSchemaThatDoesNotResolve() throws IOException {
    Schema stranger =
        new Schema.Parser()
            .parse(
                "{\"type\":\"record\",\"name\":\"OddsUpdate\",\"namespace\":"
                    + "\"io.oddsupdate.avro.internal\",\"fields\":[{\"name\":\"update_id\",\"type\":\"string\"}]}");
    int id = registry.register("stranger", stranger);
    byte[] value = encode(id, new Canaries(1).record(stranger));

    assertThatThrownBy(() -> transform.apply(record(value)))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("cannot be shown");
  }

  @Example
  void failsWithoutAPublicSchemaWhateverIsSkipped() {
    // Given a registry that lost the public subject, and a skip of this very record
    try (RegistryFake incomplete = RegistryFake.deployed()) {
      incomplete.forget(PUBLIC + "-value");
      ProjectionTransform strict = MirroredRecords.transform(incomplete, Set.of(ADDRESS));

      // Then the record is not to blame and is not dropped
      assertThatThrownBy(() -> strict.apply(record(update(1))))
          .isInstanceOf(ConnectException.class)
          .hasMessageContaining("bin/odds schemas push");
    }
  }

  @Example
  void passesOnlyTheSkippedRecordAndOnlyIfItCannotBeShown() {
    ProjectionTransform skipping = MirroredRecords.transform(registry, Set.of(ADDRESS));

    assertThat(skipping.apply(record(bytes("poison")))).isNull();
    assertThat(skipping.apply(record(update(1)))).isNotNull();
    assertThatThrownBy(() -> skipping.apply(at(43, bytes("poison"))))
        .isInstanceOf(ConnectException.class);
  }

  private static byte[] update(long sequence) {
    return MirroredRecords.update(registry, sequence);
  }
}
