package io.oddsupdate.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.avro.internal.OddsUpdate;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.CompositeType;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.java.typeutils.GenericTypeInfo;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What crosses the wire between operators, pinned: fixtures are {@link SerializerFixtures}'s. */
class SerializersTest {

  static Stream<Arguments> elements() {
    return Stream.of(
        Arguments.of("logged-bytes", LoggedBytes.class, loggedBytes()),
        Arguments.of("logged-update", LoggedUpdate.class, loggedUpdate()));
  }

  static LoggedBytes loggedBytes() {
    // not SampleUpdates' Avro bytes: those may change with its schema, this may not
    return new LoggedBytes(
        SampleUpdates.position(9), new byte[] {0, 0, 0, 0, 7, 42}, "1", null, "cached", null);
  }

  static LoggedUpdate loggedUpdate() {
    return new LoggedUpdate(
        SampleUpdates.update(10),
        SampleUpdates.position(10),
        new ProcessingFacts(Instant.ofEpochMilli(1_769_900_000_010L), null, "fresh", null));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("elements")
  <T> void readsWhatTheReleaseBeforeWrote(String name, Class<T> type, T value) throws IOException {
    try (InputStream file = getClass().getResourceAsStream("/serializers/" + name + "-v1.bin")) {
      DataInputViewStreamWrapper in = new DataInputViewStreamWrapper(file);
      TypeSerializerSnapshot<T> written =
          TypeSerializerSnapshot.readVersionedSnapshot(in, getClass().getClassLoader());

      assertThat(
              serializer(type)
                  .snapshotConfiguration()
                  .resolveSchemaCompatibility(written)
                  .isIncompatible())
          .as("as it is, or resolved by Avro where the schema of an update has grown")
          .isFalse();
      assertSame(written.restoreSerializer().deserialize(in), value);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("elements")
  <T> void givesBackWhatItWrote(String name, Class<T> type, T value) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(512);

    serializer(type).serialize(value, out);

    assertSame(
        serializer(type).deserialize(new DataInputDeserializer(out.getCopyOfBuffer())), value);
  }

  @Test
  void knowsEveryTypeOfAnElement() {
    for (Class<?> type : Set.of(LoggedBytes.class, LoggedUpdate.class)) {
      assertKnown(TypeInformation.of(type));
    }
    CompositeType<?> logged = (CompositeType<?>) TypeInformation.of(LoggedUpdate.class);
    assertThat(logged.getTypeAt("update")).isEqualTo(new AvroTypeInfo<>(OddsUpdate.class));
  }

  private static void assertSame(Object read, Object written) {
    // arrays are compared by content, which records do not do
    assertThat(read)
        .usingRecursiveComparison()
        .withEqualsForType(OddsUpdate::equals, OddsUpdate.class)
        .isEqualTo(written);
  }

  private static void assertKnown(TypeInformation<?> type) {
    assertThat(type).isNotInstanceOf(GenericTypeInfo.class);
    // an Avro type is a composite too, but Avro's own serializer writes it
    if (type instanceof PojoTypeInfo<?> composite && !(type instanceof AvroTypeInfo)) {
      for (int i = 0; i < composite.getArity(); i++) {
        assertKnown(composite.getTypeAt(i));
      }
    }
  }

  static <T> TypeSerializer<T> serializer(Class<T> type) {
    return TypeInformation.of(type).createSerializer(new SerializerConfigImpl());
  }
}
