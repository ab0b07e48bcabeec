package io.oddsupdate.odds.start;

import io.oddsupdate.start.RetainedCheckpoint;
import io.oddsupdate.start.RetainedCheckpoints;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out how to start, records it, and tells Flink. */
public final class Restart {
  private static final Logger LOG = LoggerFactory.getLogger(Restart.class);

  private Restart() {}

  /**
   * Decides how the job starts and writes the path to restore from into the configuration. A path
   * that is there already, such as an operator's, stays.
   *
   * @return the start, recorded in {@code starts}
   */
  public static JobStart prepare(Configuration flink, String job, JobStarts starts)
      throws IOException, SQLException, InterruptedException {
    Optional<String> configured = flink.getOptional(StateRecoveryOptions.SAVEPOINT_PATH);
    List<RetainedCheckpoint> retained = retained(flink);
    JobStart start =
        starts.record(job, lastEpoch -> JobStart.decide(configured, retained, lastEpoch));
    LOG.info(
        "start={} epoch={} restore_from={} reason='{}'",
        job,
        start.epoch(),
        start.restoreFrom().orElse("nothing"),
        start.reason());
    if (configured.isEmpty() && start.restoreFrom().isPresent()) {
      RetainedCheckpoints.claim(flink, start.restoreFrom().get());
    }
    return start;
  }

  private static List<RetainedCheckpoint> retained(Configuration flink) throws IOException {
    Optional<String> directory = flink.getOptional(CheckpointingOptions.CHECKPOINTS_DIRECTORY);
    if (directory.isEmpty()) {
      LOG.warn(
          "checkpoints=not_kept fix='set {}'", CheckpointingOptions.CHECKPOINTS_DIRECTORY.key());
      return List.of();
    }
    return RetainedCheckpoints.newestDownToReadable(new Path(directory.get()));
  }
}
