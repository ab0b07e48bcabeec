package io.oddsupdate.local.proof;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.Header;

/** A record as a topic holds it. Key and value may be null. */
record LoggedRecord(
    String topic,
    int partition,
    long offset,
    long timestamp,
    byte[] key,
    byte[] value,
    List<Header> headers) {

  /** {@code topic-partition@offset}. */
  String where() {
    return topic + "-" + partition + "@" + offset;
  }

  String keyText() {
    return key == null ? null : new String(key, StandardCharsets.UTF_8);
  }

  /** The text of a header, or null; a header that is there twice gives both, joined. */
  String header(String name) {
    String text = null;
    for (Header header : headers) {
      if (header.key().equals(name)) {
        String value =
            header.value() == null ? "null" : new String(header.value(), StandardCharsets.UTF_8);
        text = text == null ? value : text + " and " + value;
      }
    }
    return text;
  }
}
