package io.oddsupdate.analytics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Writes the fixtures of a release: a serializer's snapshot, then an element. Run by hand, once a
 * release, with the folder as its argument; older fixtures stay as they are.
 */
final class SerializerFixtures {
  private SerializerFixtures() {}

  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    write(folder.resolve("logged-bytes-v1.bin"), LoggedBytes.class, SerializersTest.loggedBytes());
    write(
        folder.resolve("logged-update-v1.bin"), LoggedUpdate.class, SerializersTest.loggedUpdate());
  }

  private static <T> void write(Path file, Class<T> type, T value) throws IOException {
    TypeSerializer<T> serializer = SerializersTest.serializer(type);
    DataOutputSerializer out = new DataOutputSerializer(4_096);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
    serializer.serialize(value, out);
    Files.write(file, out.getCopyOfBuffer());
  }
}
