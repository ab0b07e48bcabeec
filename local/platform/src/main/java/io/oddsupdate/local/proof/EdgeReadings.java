package io.oddsupdate.local.proof;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * When a reader of committed records first had each record of a topic in hand, by partition and
 * offset. A partition is read in order, so one entry says it for every record that came at the same
 * millisecond; a record that comes again, after a reader's failure, changes nothing. Thread-safe.
 */
final class EdgeReadings {
  /** Of one partition: hours of a busy topic. The oldest are forgotten, and then not judged. */
  private static final int REMEMBERED = 1_000_000;

  private static final class Partition {
    final TreeMap<Long, Long> readFrom = new TreeMap<>();
    long highest = -1;
  }

  private long forgottenUntil;

  private final Map<Integer, Partition> partitions = new HashMap<>();

  /**
   * A record is in the reader's hands.
   *
   * @param at epoch ms
   */
  synchronized void read(int partition, long offset, long at) {
    Partition read = partitions.computeIfAbsent(partition, id -> new Partition());
    if (offset <= read.highest) {
      return;
    }
    read.highest = offset;
    Map.Entry<Long, Long> last = read.readFrom.lastEntry();
    if (last == null || last.getValue() != at) {
      read.readFrom.put(offset, at);
    }
    if (read.readFrom.size() > REMEMBERED) {
      forgottenUntil = Math.max(forgottenUntil, read.readFrom.pollFirstEntry().getValue());
    }
  }

  /** Epoch ms; what was read before is not known any more. */
  synchronized long forgottenUntil() {
    return forgottenUntil;
  }

  /** Epoch ms at which the record could first be read; empty if it was not, or is forgotten. */
  synchronized OptionalLong firstRead(int partition, long offset) {
    Partition read = partitions.get(partition);
    if (read == null || offset > read.highest) {
      return OptionalLong.empty();
    }
    Map.Entry<Long, Long> entry = read.readFrom.floorEntry(offset);
    return entry == null ? OptionalLong.empty() : OptionalLong.of(entry.getValue());
  }
}
