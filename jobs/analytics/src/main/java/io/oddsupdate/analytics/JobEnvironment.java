package io.oddsupdate.analytics;

import java.io.IOException;
import java.util.Optional;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.plugin.PluginUtils;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Flink as {@code FLINK_CONF_DIR/config.yaml} describes it. On a cluster the operator decides what
 * a start restores from. A process of its own ({@code execution.target} absent or {@code local})
 * has nobody to decide: it loads the file systems from {@code FLINK_PLUGINS_DIR} and goes on from
 * the newest checkpoint that an earlier run retained, unless a path to restore from is configured.
 */
final class JobEnvironment {
  private static final Logger log = LoggerFactory.getLogger(JobEnvironment.class);

  private final StreamExecutionEnvironment flink;
  private final boolean local;
  private final boolean restores;

  private JobEnvironment(StreamExecutionEnvironment flink, boolean local, boolean restores) {
    this.flink = flink;
    this.local = local;
    this.restores = restores;
  }

  static JobEnvironment load() throws IOException {
    Configuration settings = GlobalConfiguration.loadConfiguration();
    boolean local =
        settings.getOptional(DeploymentOptions.TARGET).map("local"::equals).orElse(true);
    if (local) {
      FileSystem.initialize(settings, PluginUtils.createPluginManagerFromRootFolder(settings));
      settings = restoringFromNewest(settings);
    }
    return new JobEnvironment(
        StreamExecutionEnvironment.getExecutionEnvironment(strict(settings)),
        local,
        settings.getOptional(StateRecoveryOptions.SAVEPOINT_PATH).isPresent());
  }

  StreamExecutionEnvironment flink() {
    return flink;
  }

  /** Whether this is a process of its own that found nothing to restore from. */
  boolean startsAfresh() {
    return local && !restores;
  }

  /**
   * Runs until the job ends. A process of its own ends with it, whatever threads are left: 0 if the
   * job was stopped, 1 if it failed for good.
   */
  void execute(String name) throws Exception {
    if (!local) {
      flink.execute(name);
      return;
    }
    int status = 1;
    try {
      flink.execute(name);
      log.info("job ended: name={}", name);
      status = 0;
    } catch (Exception e) {
      log.error("job failed: name={}", name, e);
    } finally {
      System.exit(status);
    }
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
    Optional<Path> newest = RetainedCheckpoints.newest(new Path(folder.get()));
    if (newest.isEmpty()) {
      log.info("starting afresh: no checkpoint under {}", folder.get());
      return settings;
    }
    log.info("restoring: from={} reason=newest", newest.get());
    Configuration restoring = new Configuration(settings);
    restoring.set(StateRecoveryOptions.SAVEPOINT_PATH, newest.get().toString());
    restoring.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.CLAIM);
    return restoring;
  }
}
