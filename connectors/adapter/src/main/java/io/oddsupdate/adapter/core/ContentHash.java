package io.oddsupdate.adapter.core;

import io.oddsupdate.avro.raw.Operation;
import io.oddsupdate.avro.raw.RawEvent;
import io.oddsupdate.schemas.WireFormat;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.apache.avro.Schema;

/**
 * The identity of what an event says, whenever and in whichever push it said it: its record without
 * operation, revision, publication and reception. The same before and after a trip through the log.
 */
public final class ContentHash {
  /** 128 bits: two contents of one event meet by chance never. */
  private static final int HASH_BYTES = 16;

  private ContentHash() {}

  /** The hash of an event's content, in hex. */
  public static String of(RawEvent event) {
    // A shallow copy: a push hashes every action of its list.
    RawEvent content = new RawEvent();
    for (Schema.Field field : RawEvent.getClassSchema().getFields()) {
      content.put(field.pos(), event.get(field.pos()));
    }
    content.setOperation(Operation.ADD);
    content.setRevision(0);
    content.setPublishedAt(null);
    content.setReceivedAt(Instant.EPOCH);
    byte[] digest = sha256().digest(WireFormat.encode(0, content));
    return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
  }

  /** A fresh SHA-256. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
