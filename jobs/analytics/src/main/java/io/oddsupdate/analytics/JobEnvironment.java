package io.oddsupdate.analytics;

import io.oddsupdate.start.LocalProcess;
import io.oddsupdate.start.RetainedCheckpoint;
import io.oddsupdate.start.RetainedCheckpoints;
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Flink as {@code FLINK_CONF_DIR/config.yaml} describes it. On a cluster the operator decides what
 * a start restores from. A process of its own has nobody to decide: it goes on from the newest
 * checkpoint that an earlier run retained, unless a path to restore from is configured.
 *
 * @param startsAfresh whether this is a process of its own that found nothing to restore from
 */
record JobEnvironment(StreamExecutionEnvironment flink, boolean startsAfresh) {
  private static final Logger log = LoggerFactory.getLogger(JobEnvironment.class);

  static JobEnvironment of(Configuration configured) throws IOException {
    boolean local = LocalProcess.isThis();
    Configuration settings = local ? restoringFromNewest(configured) : configured;
    return new JobEnvironment(
        StreamExecutionEnvironment.getExecutionEnvironment(strict(settings)),
        local && !settings.contains(StateRecoveryOptions.SAVEPOINT_PATH));
  }

  /** What the job must not run without, whatever the file says. */
  static Configuration strict(Configuration settings) {
    if (settings.getOptional(CheckpointingOptions.CHECKPOINTING_INTERVAL).isEmpty()) {
      throw new IllegalArgumentException(
          "execution.checkpointing.interval must be set in config.yaml: files of the lake are"
              + " committed by checkpoints");
    }
    Configuration strict = new Configuration(settings);
    strict.set(PipelineOptions.GENERIC_TYPES, false);
    strict.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    // Nothing that flows is ever changed: a copy for each chained sink would be wasted.
    strict.set(PipelineOptions.OBJECT_REUSE, true);
    return strict;
  }

  static Configuration restoringFromNewest(Configuration settings) throws IOException {
    Optional<String> configured = settings.getOptional(StateRecoveryOptions.SAVEPOINT_PATH);
    if (configured.isPresent()) {
      log.info("restoring: from={} reason=configured", configured.get());
      return settings;
    }
    Optional<String> folder = settings.getOptional(CheckpointingOptions.CHECKPOINTS_DIRECTORY);
    if (folder.isEmpty()) {
      throw new IllegalArgumentException(
          "execution.checkpointing.dir must be set in config.yaml: a restart without it would"
              + " archive every update again");
    }
    Optional<String> newest =
        RetainedCheckpoints.newestDownToReadable(new Path(folder.get())).stream()
            .filter(RetainedCheckpoint::isReadable)
            .map(RetainedCheckpoint::path)
            .findFirst();
    if (newest.isEmpty()) {
      log.info("starting afresh: no checkpoint under {}", folder.get());
      return settings;
    }
    log.info("restoring: from={} reason=newest", newest.get());
    Configuration restoring = new Configuration(settings);
    RetainedCheckpoints.claim(restoring, newest.get());
    return restoring;
  }
}
