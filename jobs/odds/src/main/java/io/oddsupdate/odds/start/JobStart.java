package io.oddsupdate.odds.start;

import io.oddsupdate.start.RetainedCheckpoint;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a run starts.
 *
 * @param epoch rises unless the run provably goes on where the last one stopped: consumers of the
 *     updates then know that sequences start anew
 * @param restoreFrom the path of a checkpoint or savepoint; empty starts without state
 * @param reason one sentence for people
 */
public record JobStart(long epoch, Optional<String> restoreFrom, String reason) {

  /**
   * Decides. Pure.
   *
   * @param configured what Flink's configuration says to restore from, which is obeyed
   * @param newestFirst the complete checkpoints of earlier runs, down to the first readable one
   * @param lastEpoch the highest epoch of earlier starts; empty if there was none
   */
  public static JobStart decide(
      Optional<String> configured, List<RetainedCheckpoint> newestFirst, OptionalLong lastEpoch) {
    boolean newestReadable = !newestFirst.isEmpty() && newestFirst.get(0).isReadable();
    if (configured.isPresent()) {
      boolean goesOn = newestReadable && newestFirst.get(0).path().equals(configured.get());
      return new JobStart(
          goesOn ? same(lastEpoch) : next(lastEpoch),
          configured,
          goesOn
              ? "restores the configured path, the newest checkpoint"
              : "restores the configured path");
    }
    if (newestReadable) {
      return new JobStart(
          same(lastEpoch),
          Optional.of(newestFirst.get(0).path()),
          "goes on from the newest checkpoint");
    }
    Optional<String> older =
        newestFirst.stream()
            .filter(RetainedCheckpoint::isReadable)
            .findFirst()
            .map(RetainedCheckpoint::path);
    if (older.isPresent()) {
      return new JobStart(
          next(lastEpoch),
          older,
          "a newer checkpoint cannot be read: " + newestFirst.get(0).problem());
    }
    return new JobStart(
        next(lastEpoch),
        Optional.empty(),
        lastEpoch.isEmpty() ? "first start" : "no checkpoint that can be read is left");
  }

  private static long same(OptionalLong lastEpoch) {
    return lastEpoch.orElse(1);
  }

  private static long next(OptionalLong lastEpoch) {
    return lastEpoch.isPresent() ? lastEpoch.getAsLong() + 1 : 1;
  }
}
