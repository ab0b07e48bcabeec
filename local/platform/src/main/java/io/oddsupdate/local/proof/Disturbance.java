package io.oddsupdate.local.proof;

/**
 * A time in which no promise on latency is made, because a process between acceptance and Edge was
 * not at work (the start of the platform, a run with kills on purpose), or because others had the
 * machine. It ends when what had been accepted by the time that all was well again can be read at
 * Edge.
 *
 * @param what happened, in words
 * @param fromMs epoch ms
 * @param untilMs epoch ms
 */
public record Disturbance(String what, long fromMs, long untilMs) {
  public Disturbance {
    if (untilMs < fromMs) {
      throw new IllegalArgumentException(what + " must end after it began");
    }
  }

  /** One that lasts as long as the run: its latencies are counted and printed, none is judged. */
  public static Disturbance ofTheWholeRun(String what) {
    return new Disturbance(what, 0, Long.MAX_VALUE);
  }

  /** Whether some of the time between two moments, in epoch ms, lies in it. */
  boolean touches(long from, long until) {
    return from <= untilMs && until >= fromMs;
  }
}
