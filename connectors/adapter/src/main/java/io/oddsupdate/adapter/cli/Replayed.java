package io.oddsupdate.adapter.cli;

import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Which offsets of a partition were replayed: all before one, and some beyond it. As text the
 * latter are ranges relative to it, such as {@code 2,5-9}: a few bytes even for thousands of
 * letters.
 *
 * @param before every offset below was replayed or holds nothing to replay
 * @param beyond offsets above that were replayed
 */
record Replayed(long before, NavigableSet<Long> beyond) {
  /** Kafka keeps no more text with an offset. */
  private static final int MAX_METADATA = 4096;

  static Replayed none() {
    return new Replayed(0, new TreeSet<>());
  }

  static Replayed parse(long before, String metadata) {
    NavigableSet<Long> beyond = new TreeSet<>();
    if (metadata != null && !metadata.isEmpty()) {
      for (String range : metadata.split(",", -1)) {
        String[] ends = range.split("-", -1);
        long from = Long.parseLong(ends[0]);
        long to = Long.parseLong(ends[ends.length - 1]);
        for (long offset = from; offset <= to; offset++) {
          beyond.add(before + offset);
        }
      }
    }
    return new Replayed(before, beyond);
  }

  boolean has(long offset) {
    return offset < before || beyond.contains(offset);
  }

  /** With one more offset. */
  Replayed with(long offset) {
    NavigableSet<Long> more = new TreeSet<>(beyond);
    more.add(offset);
    long first = before;
    while (more.remove(first)) {
      first++;
    }
    return new Replayed(first, more);
  }

  /** With every offset below one that the topic no longer holds, or that holds no letter. */
  Replayed from(long offset) {
    if (offset <= before) {
      return this;
    }
    Replayed moved = new Replayed(offset, new TreeSet<>(beyond.tailSet(offset, true)));
    return moved.beyond.contains(offset) ? moved.with(offset) : moved;
  }

  /**
   * The offsets beyond, as text.
   *
   * @throws IllegalStateException if they are too scattered to remember
   */
  String metadata() {
    StringBuilder text = new StringBuilder();
    Long from = null;
    Long last = null;
    for (Long offset : beyond) {
      if (last == null || offset != last + 1) {
        append(text, from, last);
        from = offset;
      }
      last = offset;
    }
    append(text, from, last);
    if (text.length() > MAX_METADATA) {
      throw new IllegalStateException(
          "the replayed letters are too scattered to remember: replay without a filter first");
    }
    return text.toString();
  }

  private void append(StringBuilder text, Long from, Long to) {
    if (from == null) {
      return;
    }
    if (text.length() > 0) {
      text.append(',');
    }
    text.append(from - before);
    if (!from.equals(to)) {
      text.append('-').append(to - before);
    }
  }
}
