package io.oddsupdate.odds;

import io.oddsupdate.odds.enrich.GameLookupsFactory;
import io.oddsupdate.odds.ingest.RawEvents;
import io.oddsupdate.odds.publish.OddsOutput;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** The topology between real Kafka topics, on a small cluster in this process. */
final class KafkaJob implements AutoCloseable {
  private static final Duration LOOKUP_DEADLINE = Duration.ofSeconds(4);

  private final JobClient client;

  KafkaJob(
      KafkaBroker kafka,
      RegistryServer registry,
      GameLookupsFactory lookups,
      Optional<Path> savepoint)
      throws Exception {
    this(kafka, registry, lookups, savepoint, 1);
  }

  KafkaJob(
      KafkaBroker kafka,
      RegistryServer registry,
      GameLookupsFactory lookups,
      Optional<Path> savepoint,
      long epoch)
      throws Exception {
    Configuration flink = new Configuration();
    flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(100));
    flink.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(16));
    flink.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(16));
    savepoint.ifPresent(
        path -> {
          flink.set(StateRecoveryOptions.SAVEPOINT_PATH, path.toUri().toString());
          flink.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.NO_CLAIM);
          flink.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, false);
        });
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2, flink);
    List<String> leagues = List.of(SampleGame.LEAGUE);
    Map<String, String> core =
        Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
    OddsJob.buildPipeline(
        env,
        RawEvents.source(core, leagues, "odds-nba"),
        lookups,
        OddsOutput.sink(core, leagues, "odds-nba", Duration.ofMinutes(10)),
        new PipelineSettings(leagues, registry.url(), epoch, LOOKUP_DEADLINE, 64));
    client = env.executeAsync("odds-nba");
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
