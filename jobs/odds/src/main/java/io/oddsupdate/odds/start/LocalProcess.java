package io.oddsupdate.odds.start;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.plugin.PluginUtils;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a cluster's entry point does for a job and a plain {@code java} does not: file systems from
 * plugins, and an exit code that tells a supervisor to start the job again.
 */
public final class LocalProcess {
  private static final Logger LOG = LoggerFactory.getLogger(LocalProcess.class);
  private static final int FAILED = 1;

  private LocalProcess() {}

  /** A job's body. */
  @FunctionalInterface
  public interface Job {
    void run(Configuration flink) throws Exception;
  }

  /**
   * Runs the job on a cluster as it is. On a local environment it loads file systems first, and
   * ends the process with exit code 1 if the job fails for good: threads of the local cluster would
   * keep a failed process alive.
   */
  public static void run(Configuration flink, Job job) throws Exception {
    if (!(StreamExecutionEnvironment.getExecutionEnvironment() instanceof LocalStreamEnvironment)) {
      job.run(flink);
      return;
    }
    try {
      FileSystem.initialize(flink, PluginUtils.createPluginManagerFromRootFolder(flink));
      job.run(flink);
    } catch (Throwable e) { // the boundary of the process: whatever ended the job ends it
      LOG.error("job=failed exit_code={}", FAILED, e);
      System.exit(FAILED);
    }
  }
}
