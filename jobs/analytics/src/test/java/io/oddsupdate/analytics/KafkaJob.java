package io.oddsupdate.analytics;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The topology from a real Kafka topic to its three ends, on a small cluster in this process. */
final class KafkaJob implements AutoCloseable {
  private final JobClient client;

  KafkaJob(KafkaBroker kafka, FakeRegistry registry, Archive archive, Optional<Path> savepoint)
      throws Exception {
    Configuration settings = new Configuration();
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200));
    savepoint.ifPresent(
        path -> {
          settings.set(StateRecoveryOptions.SAVEPOINT_PATH, path.toUri().toString());
          settings.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.NO_CLAIM);
          settings.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, false);
        });
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(1, JobEnvironment.strict(settings));
    AnalyticsJob.buildPipeline(
        env,
        new InternalLog(kafka.bootstrapServers(), List.of("nba")).source(),
        registry.url(),
        archive.outputs());
    client = env.executeAsync("analytics-nba");
  }

  /** Writes a savepoint in the format that every state backend reads. */
  Path savepoint(Path directory) throws Exception {
    String path =
        client
            .triggerSavepoint(directory.toUri().toString(), SavepointFormatType.CANONICAL)
            .get(30, TimeUnit.SECONDS);
    return Path.of(URI.create(path));
  }

  @Override
  public void close() throws Exception {
    client.cancel().get(30, TimeUnit.SECONDS);
  }
}
