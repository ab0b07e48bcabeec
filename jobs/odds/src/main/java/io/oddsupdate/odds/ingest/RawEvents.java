package io.oddsupdate.odds.ingest;

import io.oddsupdate.schemas.Topics;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** The raw log as a source. */
public final class RawEvents {
  private RawEvents() {}

  /**
   * One source for all leagues. It starts at the beginning of the log unless a checkpoint knows
   * better; offsets committed to the group are for people and lag monitors only.
   *
   * @param kafka properties of the client, bootstrap.servers among them
   * @param group the consumer group under which progress is shown
   */
  public static KafkaSource<RawRecord> source(
      Map<String, String> kafka, List<String> leagues, String group) {
    Properties properties = new Properties();
    properties.putAll(kafka);
    return KafkaSource.<RawRecord>builder()
        .setProperties(properties)
        .setTopics(leagues.stream().map(Topics::raw).toList())
        .setGroupId(group)
        .setClientIdPrefix(group)
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setDeserializer(new RawRecordSchema())
        // The adapter publishes in transactions: an aborted one must never be priced.
        .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
        .build();
  }
}
