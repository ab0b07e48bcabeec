package io.oddsupdate.adapter.http;

import io.oddsupdate.adapter.core.Push;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps a body while it arrives, within the limits of one body and of all bodies together. Of a
 * body that grows too long only the head stays, with its length and hash. Confined to its
 * connection.
 */
final class BodyCollector {
  private static final int HEAD_BYTES = 64 * 1024;

  private final int maxBodyBytes;
  private final long maxTotalBytes;
  private final AtomicLong allBodies;
  private ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private byte[] head;
  private MessageDigest hash;
  private long length;
  private long reserved;

  /**
   * @param allBodies bytes that all bodies hold, shared
   */
  BodyCollector(int maxBodyBytes, long maxTotalBytes, AtomicLong allBodies) {
    this.maxBodyBytes = maxBodyBytes;
    this.maxTotalBytes = maxTotalBytes;
    this.allBodies = allBodies;
  }

  /** Takes the next bytes; false if all bodies together hold too much. */
  boolean add(byte[] bytes) {
    length += bytes.length;
    if (head != null) {
      hash.update(bytes);
      return true;
    }
    kept.writeBytes(bytes);
    if (length > maxBodyBytes) {
      cut();
      return true;
    }
    reserved += bytes.length;
    return allBodies.addAndGet(bytes.length) <= maxTotalBytes;
  }

  long length() {
    return length;
  }

  Push.Body body() {
    return head == null
        ? new Push.Body.Whole(kept.toByteArray())
        : new Push.Body.Oversized(head, length, HexFormat.of().formatHex(hash.digest()));
  }

  /** Gives the bytes back, once the body is answered or given up. */
  void release() {
    allBodies.addAndGet(-reserved);
    reserved = 0;
  }

  private void cut() {
    byte[] all = kept.toByteArray();
    hash = sha256();
    hash.update(all);
    head = Arrays.copyOf(all, Math.min(all.length, HEAD_BYTES));
    kept = null;
    release();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
