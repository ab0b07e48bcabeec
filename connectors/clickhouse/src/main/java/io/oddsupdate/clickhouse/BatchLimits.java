package io.oddsupdate.clickhouse;

import java.io.Serializable;
import java.time.Duration;

/**
 * When a batch is full: whichever limit is met first. A checkpoint empties it anyway.
 *
 * @param rows at most this many rows
 * @param bytes encoded size after which no further row is added
 * @param age how long the oldest row may wait
 */
public record BatchLimits(int rows, int bytes, Duration age) implements Serializable {
  /** ClickHouse likes few, large blocks; 8 MiB bounds what a subtask holds on its heap. */
  public static final BatchLimits DEFAULT =
      new BatchLimits(10_000, 8 * 1024 * 1024, Duration.ofSeconds(1));

  public BatchLimits {
    if (rows < 1) {
      throw new IllegalArgumentException("batch rows must be at least 1, got " + rows);
    }
    if (bytes < 1) {
      throw new IllegalArgumentException("batch bytes must be at least 1, got " + bytes);
    }
    if (age == null || age.toMillis() < 1) {
      throw new IllegalArgumentException("batch age must be at least 1 ms, got " + age);
    }
  }

  boolean reached(int bufferedRows, int bufferedBytes) {
    return bufferedRows >= rows || bufferedBytes >= bytes;
  }
}
