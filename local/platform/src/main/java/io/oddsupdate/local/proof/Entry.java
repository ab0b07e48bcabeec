package io.oddsupdate.local.proof;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One record of a hop, expected or found.
 *
 * @param identity what makes it this record: an update id, an event id and revision, ...
 * @param fields what it must say; values are compared with {@code equals}
 * @param where a person finds it: topic, partition and offset, a file, a table's row
 * @param lane records of one lane have an order and share a partition; null where order means
 *     nothing
 * @param partition -1 outside Kafka
 */
record Entry(
    String identity, Map<String, Object> fields, String where, String lane, int partition) {
  Entry {
    Objects.requireNonNull(identity, "identity");
  }

  static Entry of(String identity, Map<String, Object> fields, String where) {
    return new Entry(identity, fields, where, null, -1);
  }

  /** Fields in the order in which they are added, so that differences read like the record. */
  static final class Fields {
    private final Map<String, Object> values = new LinkedHashMap<>();

    Fields add(String name, Object value) {
      values.put(name, value);
      return this;
    }

    Map<String, Object> map() {
      return values;
    }
  }
}
