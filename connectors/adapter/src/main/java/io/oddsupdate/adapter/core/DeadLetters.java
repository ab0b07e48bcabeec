package io.oddsupdate.adapter.core;

import io.oddsupdate.avro.deadletter.DeadLetter;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.Deflater;

/** Makes dead letters of what was authenticated and could not be used. */
final class DeadLetters {
  /** What is kept of a body that is too long to keep. */
  static final int HEAD_BYTES = 64 * 1024;

  /** A letter up to this size fits into any broker's default record limit of 1 MiB as it is. */
  private static final int SMALL_BYTES = 512 * 1024;

  /** Below the default record limit, with room for the letter's other fields. */
  private static final int MAX_COMPRESSED_BYTES = 900 * 1024;

  private final String vendor;

  DeadLetters(String vendor) {
    this.vendor = vendor;
  }

  /** A letter with the bytes as they came; with their head where no record could hold them. */
  DeadLetter of(Unusable why, byte[] bytes, String vendorGameId, Push push) {
    String sha256 = HexFormat.of().formatHex(ContentHash.sha256().digest(bytes));
    byte[] kept = fits(bytes) ? bytes : Arrays.copyOf(bytes, HEAD_BYTES);
    return letter(why, kept, bytes.length, sha256, push, vendorGameId);
  }

  /** A letter of a body that is longer than the adapter reads. */
  DeadLetter ofOversized(Unusable why, Push.Body.Oversized body, Push push) {
    return letter(why, body.head(), body.length(), body.sha256(), push, null);
  }

  private DeadLetter letter(
      Unusable why, byte[] kept, long length, String sha256, Push push, String vendorGameId) {
    ByteBuffer key = vendorGameId == null ? null : ByteBuffer.wrap(RawHeaders.text(vendorGameId));
    return DeadLetter.newBuilder()
        .setReason(why.reason().code())
        .setDetail(why.detail())
        .setSource(vendor)
        .setKey(key)
        .setBytes(ByteBuffer.wrap(kept))
        .setLength(length)
        .setSha256(sha256)
        .setContentType(push.contentType())
        .setAt(Instant.ofEpochMilli(push.receivedAtMs()))
        .build();
  }

  /** Batches are compressed, and the broker's limit is on what arrives. */
  private static boolean fits(byte[] bytes) {
    if (bytes.length <= SMALL_BYTES) {
      return true;
    }
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    try {
      deflater.setInput(bytes);
      deflater.finish();
      byte[] out = new byte[MAX_COMPRESSED_BYTES];
      deflater.deflate(out);
      return deflater.finished();
    } finally {
      deflater.end();
    }
  }
}
