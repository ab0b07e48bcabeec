package io.oddsupdate.adapter.cli;

import io.oddsupdate.avro.deadletter.DeadLetter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A dead letter and its place in the topic. */
record StoredLetter(int partition, long offset, DeadLetter letter) {
  /** The game in the vendor's words, or empty where it is not known. */
  String vendorGameId() {
    return letter.getKey() == null
        ? ""
        : StandardCharsets.UTF_8.decode(letter.getKey().duplicate()).toString();
  }

  byte[] bytes() {
    ByteBuffer stored = letter.getBytes().duplicate();
    byte[] bytes = new byte[stored.remaining()];
    stored.get(bytes);
    return bytes;
  }

  /** Whether all bytes are there, so that they can be sent again. */
  boolean whole() {
    return letter.getBytes().remaining() == letter.getLength();
  }
}
