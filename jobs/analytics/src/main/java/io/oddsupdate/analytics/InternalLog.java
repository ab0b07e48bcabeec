package io.oddsupdate.analytics;

import io.oddsupdate.schemas.Topics;
import java.util.List;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * The internal updates of some leagues, from the first one kept.
 *
 * @param bootstrapServers of the Core cluster
 */
public record InternalLog(String bootstrapServers, List<String> leagues) {
  public InternalLog {
    if (bootstrapServers == null || bootstrapServers.isBlank()) {
      throw new IllegalArgumentException(
          "core.bootstrap.servers must be given, such as 127.0.0.1:19092");
    }
    if (leagues.isEmpty() || leagues.stream().anyMatch(league -> !league.matches("[a-z0-9]+"))) {
      throw new IllegalArgumentException("leagues must be a list such as nba,nfl, got " + leagues);
    }
    leagues = List.copyOf(leagues);
  }

  KafkaSource<LoggedBytes> source() {
    return KafkaSource.<LoggedBytes>builder()
        .setBootstrapServers(bootstrapServers)
        .setTopics(leagues.stream().map(Topics::internal).toList())
        .setGroupId("analytics-" + String.join("-", leagues))
        .setStartingOffsets(OffsetsInitializer.earliest())
        // without it, updates of aborted transactions would be archived
        .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
        .setDeserializer(new LoggedBytesReader())
        .build();
  }
}
