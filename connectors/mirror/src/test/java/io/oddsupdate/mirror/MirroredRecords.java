package io.oddsupdate.mirror;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.oddsupdate.schemas.SchemaRegistry;
import io.oddsupdate.schemas.Topics;
import io.oddsupdate.schemas.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;

/** Records of the internal topic as MirrorMaker hands them to the transform, and the transform. */
final class MirroredRecords {
  static final String INTERNAL = Topics.internal("nba");
  static final String PUBLIC = Topics.publicUpdates("nba");

  /** Where {@link #record(byte[])} lies. */
  static final RecordAddress ADDRESS = new RecordAddress(INTERNAL, 3, 42);

  private MirroredRecords() {}

  static ProjectionTransform transform(RegistryFake registry, Set<RecordAddress> skipped) {
    SchemaRegistry client = new SchemaRegistry(registry.url());
    Patience patience = new Patience(new ProjectionMetrics(new SimpleMeterRegistry()));
    return new ProjectionTransform(new PublicSchemas(client, client, patience), skipped::contains);
  }

  static byte[] update(RegistryFake registry, long sequence) {
    return WireFormat.encode(registry.idOf(INTERNAL + "-value"), Updates.total(sequence));
  }

  /** As a writer encodes a record of any schema. */
  static byte[] encode(int id, GenericRecord record) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
    encoder.flush();
    return out.toByteArray();
  }

  static Schema internalSchema() {
    return Topics.load().all().stream()
        .filter(topic -> topic.name().equals(INTERNAL))
        .findFirst()
        .orElseThrow()
        .schema();
  }

  /** The next version of a schema: with a text more. */
  static Schema withField(Schema schema, String name) {
    List<Schema.Field> fields =
        new ArrayList<>(
            schema.getFields().stream()
                .map(field -> new Schema.Field(field, field.schema()))
                .toList());
    fields.add(1, new Schema.Field(name, Schema.create(Schema.Type.STRING), null, "none"));
    return Schema.createRecord(
        schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
  }

  static SourceRecord record(byte[] value) {
    return at(ADDRESS.offset(), value);
  }

  static SourceRecord at(long offset, byte[] value) {
    return build(PUBLIC, offset, value, bytes("key"), new ConnectHeaders());
  }

  static SourceRecord record(byte[] value, byte[] key, ConnectHeaders headers) {
    return build(PUBLIC, ADDRESS.offset(), value, key, headers);
  }

  static SourceRecord ofTopic(String topic, byte[] value) {
    return build(topic, ADDRESS.offset(), value, bytes("key"), new ConnectHeaders());
  }

  private static SourceRecord build(
      String topic, long offset, byte[] value, byte[] key, ConnectHeaders headers) {
    return new SourceRecord(
        Map.of("cluster", "core", "topic", INTERNAL, "partition", 3),
        Map.of("offset", offset),
        topic,
        3,
        org.apache.kafka.connect.data.Schema.OPTIONAL_BYTES_SCHEMA,
        key,
        org.apache.kafka.connect.data.Schema.BYTES_SCHEMA,
        value,
        1_795_000_000_123L,
        headers);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
