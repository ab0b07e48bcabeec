package io.oddsupdate.start;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.plugin.PluginUtils;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a cluster's entry point does for a job and a plain {@code java} does not: file systems from
 * plugins, and an exit code that tells a supervisor whether to start the job again.
 */
public final class LocalProcess {
  private static final Logger LOG = LoggerFactory.getLogger(LocalProcess.class);
  private static final int ENDED = 0;
  private static final int FAILED = 1;

  private LocalProcess() {}

  /** A job's body, which returns when the job has ended. */
  @FunctionalInterface
  public interface Job {
    void run(Configuration flink) throws Exception;
  }

  /**
   * Whether this process was started for the job alone: no cluster runs its body, and no operator
   * decides what it restores.
   */
  public static boolean isThis() {
    return StreamExecutionEnvironment.getExecutionEnvironment() instanceof LocalStreamEnvironment;
  }

  /**
   * Runs the job on a cluster as it is. In a process of its own it loads the file systems of {@code
   * FLINK_PLUGINS_DIR} first, and ends the process with the job: 0 if it was stopped, 1 if it
   * failed for good. Threads of the local cluster would keep an ended process alive.
   */
  public static void run(Configuration flink, Job job) throws Exception {
    if (!isThis()) {
      job.run(flink);
      return;
    }
    int status = FAILED;
    try {
      FileSystem.initialize(flink, PluginUtils.createPluginManagerFromRootFolder(flink));
      job.run(flink);
      status = ENDED;
      LOG.info("job=ended exit_code={}", status);
    } catch (Throwable e) { // the boundary of the process: whatever ended the job ends it
      LOG.error("job=failed exit_code={}", status, e);
    }
    System.exit(status);
  }
}
