package io.oddsupdate.local.proof;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What only the run itself knows.
 *
 * @param events as the vendor's side counted them
 * @param latencies by hop; a hop that is not there was not measured
 * @param suspensionMsMax the slowest suspension, from acceptance to readable at Edge; -1 unknown
 * @param startUpMs until the platform was up
 * @param memoryMb of all processes together, at its highest
 * @param steady how quick the flow was once every process had started
 * @param edge what was seen at Edge; empty where nobody watched
 */
public record RunFacts(
    Events events,
    List<KilledProcess> kills,
    Map<Hop, Latency> latencies,
    long suspensionMsMax,
    long startUpMs,
    long memoryMb,
    SteadyState steady,
    Optional<EdgeWatch> edge) {
  /** Of a reconciliation that ran on its own. */
  public static final RunFacts UNKNOWN =
      new RunFacts(
          new Events(0, 0, 0, 0),
          List.of(),
          Map.of(),
          -1,
          0,
          0,
          SteadyState.NONE,
          Optional.empty());

  /**
   * The facts of a run that was watched.
   *
   * @param disturbances when no promise on latency was made
   */
  public static RunFacts of(
      Events events,
      List<KilledProcess> kills,
      LatencyObserver observer,
      List<Disturbance> disturbances,
      long startUpMs,
      long memoryMb) {
    return new RunFacts(
        events,
        kills,
        observer.latencies(),
        observer.suspensionMsMax(),
        startUpMs,
        memoryMb,
        observer.steadyState(),
        Optional.of(observer.edge(disturbances)));
  }

  /** Events by what became of them. */
  public record Events(long sent, long accepted, long duplicates, long deadLettered) {}

  /**
   * A process that was killed.
   *
   * @param at ISO-8601
   * @param backAfterMs from the kill to the first new record downstream; -1 where none came
   */
  public record KilledProcess(String process, String at, long backAfterMs) {}
}
