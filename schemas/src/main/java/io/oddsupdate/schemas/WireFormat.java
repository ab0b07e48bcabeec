package io.oddsupdate.schemas;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * The Confluent wire format: a zero byte, the writer schema's id in four bytes (big-endian), then
 * Avro binary. The same record and id always give the same bytes.
 */
public final class WireFormat {
  public static final byte MAGIC = 0;
  public static final int HEADER_BYTES = 5;

  private static final ThreadLocal<Readers> READERS = ThreadLocal.withInitial(Readers::new);

  private WireFormat() {}

  /** The bytes of a record under a schema id that the registry gave. */
  public static byte[] encode(int schemaId, SpecificRecord value) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream(512);
      out.write(MAGIC);
      out.write(ByteBuffer.allocate(4).putInt(schemaId).array());
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
      SpecificData model = SpecificData.getForSchema(value.getSchema());
      new SpecificDatumWriter<SpecificRecord>(value.getSchema(), model).write(value, encoder);
      encoder.flush();
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The writer schema's id.
   *
   * @throws UndecodableException if the bytes do not start as the wire format does
   */
  public static int schemaId(byte[] bytes) throws UndecodableException {
    if (bytes == null || bytes.length < HEADER_BYTES) {
      throw new UndecodableException(
          "shorter than the 5 bytes of the wire format's header: "
              + (bytes == null ? 0 : bytes.length));
    }
    if (bytes[0] != MAGIC) {
      throw new UndecodableException("first byte is " + bytes[0] + ", not the magic byte 0");
    }
    return ByteBuffer.wrap(bytes, 1, 4).getInt();
  }

  /**
   * Decodes into a generated class, resolving from the writer's schema.
   *
   * @throws UndecodableException if the bytes are not a record of that schema, or if bytes remain
   */
  public static <T extends SpecificRecord> T decode(byte[] bytes, Schema writer, Class<T> type)
      throws UndecodableException {
    return read(bytes, READERS.get().of(writer, type));
  }

  /** Decodes without a generated class; fields are those of the reader's schema. */
  public static GenericRecord decodeGeneric(byte[] bytes, Schema writer, Schema reader)
      throws UndecodableException {
    return read(bytes, new GenericDatumReader<GenericRecord>(writer, reader));
  }

  /**
   * A thread's readers. To resolve a reader's schema against a writer's costs many times what it
   * costs to read one record, and a reader is not safe for two threads.
   */
  private static final class Readers {
    /** Far more schemas than one process reads; beyond, they are resolved again. */
    private static final int KEPT = 64;

    private record Pair(Schema writer, Class<?> type) {}

    private final Map<Pair, DatumReader<?>> kept = new HashMap<>();

    <T extends SpecificRecord> DatumReader<T> of(Schema writer, Class<T> type) {
      Pair pair = new Pair(writer, type);
      @SuppressWarnings("unchecked")
      DatumReader<T> known = (DatumReader<T>) kept.get(pair);
      if (known != null) {
        return known;
      }
      SpecificData model = SpecificData.getForClass(type);
      DatumReader<T> resolved = new SpecificDatumReader<>(writer, model.getSchema(type), model);
      if (kept.size() == KEPT) {
        kept.clear();
      }
      kept.put(pair, resolved);
      return resolved;
    }
  }

  private static <T> T read(byte[] bytes, DatumReader<T> reader) throws UndecodableException {
    schemaId(bytes);
    try {
      Decoder decoder =
          DecoderFactory.get()
              .binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null);
      T value = reader.read(null, decoder);
      if (!((org.apache.avro.io.BinaryDecoder) decoder).isEnd()) {
        throw new UndecodableException("bytes remain after the record");
      }
      return value;
    } catch (IOException | RuntimeException e) {
      throw new UndecodableException("not a record of the writer's schema: " + e, e);
    }
  }
}
