package io.oddsupdate.local.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes a job's {@code config.yaml}: the keys that a FlinkDeployment's flinkConfiguration has,
 * with one machine's values.
 */
final class FlinkConf {
  private final Map<String, String> keys = new LinkedHashMap<>();

  /**
   * @param checkpointInterval Flink's duration text, such as {@code 100 ms}
   */
  FlinkConf(Path checkpoints, String checkpointInterval, int restPort, int metricsPort) {
    put("pipeline.generic-types", "false");
    put("pipeline.auto-generate-uids", "false");
    // Cannot be changed later without losing state; divisible by many parallelisms.
    put("pipeline.max-parallelism", "720");
    put("parallelism.default", "1");
    put("taskmanager.numberOfTaskSlots", "1");
    put("execution.buffer-timeout.interval", "5 ms");
    put("execution.checkpointing.interval", checkpointInterval);
    put("execution.checkpointing.timeout", "60 s");
    put("execution.checkpointing.dir", checkpoints.toUri().toString());
    put("execution.checkpointing.num-retained", "3");
    put("execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION");
    // State this small goes into the metadata file: one file a checkpoint.
    put("execution.checkpointing.data-inline-threshold", "1 mb");
    // A local environment has one task manager, and nobody starts a new one when it dies (a sink
    // that cannot close takes it along): a job that fails ends its process, and the platform starts
    // the process again. A cluster restarts jobs and task managers itself.
    put("restart-strategy.type", "disable");
    put("rest.bind-address", "127.0.0.1");
    put("rest.address", "127.0.0.1");
    put("rest.port", Integer.toString(restPort));
    put("rest.bind-port", Integer.toString(restPort));
    put("metrics.reporters", "prom");
    put(
        "metrics.reporter.prom.factory.class",
        "org.apache.flink.metrics.prometheus.PrometheusReporterFactory");
    put("metrics.reporter.prom.port", Integer.toString(metricsPort));
    put("taskmanager.memory.managed.size", "0");
    put("taskmanager.memory.network.min", "16 mb");
    put("taskmanager.memory.network.max", "16 mb");
  }

  FlinkConf put(String key, String value) {
    keys.put(key, value);
    return this;
  }

  /** Writes the file into a folder for {@code FLINK_CONF_DIR}. */
  void write(Path folder) throws IOException {
    StringBuilder yaml = new StringBuilder();
    keys.forEach((key, value) -> yaml.append(key).append(": ").append(quoted(value)).append('\n'));
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("config.yaml"), yaml);
  }

  private static String quoted(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
