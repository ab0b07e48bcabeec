package io.oddsupdate.adapter.core;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Headers that only the adapter reads; the shared ones are in the schemas' list. */
final class RawHeaders {
  static final String VENDOR = "vendor";

  /** On the last record of a push: what was answered beside the accepted events. */
  static final String ANSWER = "answer";

  private RawHeaders() {}

  static byte[] text(String value) {
    return value.getBytes(StandardCharsets.UTF_8);
  }

  static Optional<String> find(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null
        ? Optional.empty()
        : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
  }
}
