package io.oddsupdate.local.proof;

/**
 * How quick the flow was once every process had started.
 *
 * @param seconds of the time that was measured
 * @param events accepted in it
 * @param updates of them that were readable at Edge
 * @param latency from acceptance to readable at Edge
 */
public record SteadyState(double seconds, long events, long updates, Latency latency) {
  public static final SteadyState NONE = new SteadyState(0, 0, 0, Latency.none("not measured"));

  /** Accepted events a second. */
  public double rate() {
    return seconds > 0 ? events / seconds : 0;
  }
}
