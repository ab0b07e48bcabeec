package io.oddsupdate.local.proof;

/**
 * How long after the adapter accepted an event its records could be read at a hop, in milliseconds.
 *
 * @param samples 0 where nothing was measured: the figures then mean nothing
 * @param measured what was measured and how, or why not
 */
public record Latency(long samples, long p50, long p99, long max, String measured) {
  public static Latency none(String why) {
    return new Latency(0, 0, 0, 0, why);
  }
}
