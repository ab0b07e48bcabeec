package io.oddsupdate.odds.publish;

import io.oddsupdate.avro.deadletter.DeadLetter;
import io.oddsupdate.odds.ingest.DeadRecord;
import io.oddsupdate.odds.ingest.Origin;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/** The value of {@code dead-letters.odds}: the bytes of an unusable record, and why. */
public final class DeadLetterRecords {
  /** Dead letters fit any broker's message limit; length and hash tell of the rest. */
  static final int KEPT_BYTES = 64 * 1024;

  private DeadLetterRecords() {}

  /**
   * @param atMs epoch ms: when the record was given up
   */
  public static DeadLetter toAvro(DeadRecord dead, long atMs) {
    Origin origin = dead.raw().origin();
    byte[] value = dead.raw().value();
    byte[] kept = value.length <= KEPT_BYTES ? value : Arrays.copyOf(value, KEPT_BYTES);
    return DeadLetter.newBuilder()
        .setReason(dead.reason())
        .setDetail(dead.detail())
        .setSource(origin.topic())
        .setTopic(origin.topic())
        .setPartition(origin.partition())
        .setOffset(origin.offset())
        .setKey(origin.key() == null ? null : ByteBuffer.wrap(origin.key()))
        .setBytes(ByteBuffer.wrap(kept))
        .setLength(value.length)
        .setSha256(sha256(value))
        .setAt(Instant.ofEpochMilli(atMs))
        .build();
  }

  private static String sha256(byte[] value) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
