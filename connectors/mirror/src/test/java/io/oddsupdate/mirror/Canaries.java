package io.oddsupdate.mirror;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/**
 * Records of any schema in which every string and every double is one of a kind, so that each can
 * be searched for in bytes that must not hold it. Fields that a later schema gains are filled too.
 */
final class Canaries {
  private final Random random;
  private final Map<String, List<byte[]>> byPath = new TreeMap<>();

  Canaries(long seed) {
    random = new Random(seed);
  }

  /** A record; lists have two entries, unions hold a value. */
  GenericData.Record record(Schema schema) {
    return (GenericData.Record) value(schema, "");
  }

  /** Dotted field path to what was put there, as it would lie in Avro bytes. */
  Map<String, List<byte[]>> byPath() {
    return byPath;
  }

  private Object value(Schema schema, String path) {
    return switch (schema.getType()) {
      case RECORD -> {
        GenericData.Record record = new GenericData.Record(schema);
        for (Schema.Field field : schema.getFields()) {
          record.put(field.pos(), value(field.schema(), path + "." + field.name()));
        }
        yield record;
      }
      case ARRAY ->
          new GenericData.Array<>(
              schema,
              List.of(value(schema.getElementType(), path), value(schema.getElementType(), path)));
      case UNION -> value(schema.getTypes().get(schema.getTypes().size() - 1), path);
      case ENUM ->
          new GenericData.EnumSymbol(
              schema, schema.getEnumSymbols().get(random.nextInt(schema.getEnumSymbols().size())));
      case STRING -> {
        String canary = "canary" + Long.toHexString(random.nextLong()) + path;
        note(path, canary.getBytes(StandardCharsets.UTF_8));
        yield canary;
      }
      case DOUBLE -> {
        double canary = random.nextDouble();
        note(path, ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(canary).array());
        yield canary;
      }
      case LONG -> 10_000L + random.nextInt(1_000_000);
      case INT -> random.nextInt(20_000);
      case BOOLEAN -> random.nextBoolean();
      case MAP, FIXED, BYTES, FLOAT, NULL ->
          throw new IllegalArgumentException("no canary for " + schema.getType() + " at " + path);
    };
  }

  private void note(String path, byte[] canary) {
    byPath.computeIfAbsent(path.substring(1), unused -> new ArrayList<>()).add(canary);
  }

  static boolean holds(byte[] bytes, byte[] canary) {
    for (int start = 0; start + canary.length <= bytes.length; start++) {
      int same = 0;
      while (same < canary.length && bytes[start + same] == canary[same]) {
        same++;
      }
      if (same == canary.length) {
        return true;
      }
    }
    return false;
  }
}
