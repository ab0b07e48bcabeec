package io.oddsupdate.odds.publish;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Hands records on as they are. It says which topics it writes: pooled transactional ids find
 * lingering transactions by the topics, and refuse to start without them.
 */
final class OutputRecordSchema
    implements KafkaRecordSerializationSchema<OutputRecord>, KafkaDatasetFacetProvider {
  private static final long serialVersionUID = 1L;

  private final List<String> topics;

  OutputRecordSchema(List<String> topics) {
    this.topics = topics;
  }

  /**
   * With a key, Kafka's own partitioner keeps a game's records together and in order, as in the raw
   * log. Without one, the raw record's partition is followed.
   */
  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      OutputRecord output, KafkaSinkContext context, Long timestamp) {
    Integer partition =
        output.key() == null
            ? output.rawPartition() % context.getPartitionsForTopic(output.topic()).length
            : null;
    // The time is left to the producer: it is when the record was written, not when its cause was.
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(output.topic(), partition, output.key(), output.value());
    for (OutputHeader header : output.headers()) {
      record.headers().add(header.name(), header.value().getBytes(StandardCharsets.UTF_8));
    }
    return record;
  }

  @Override
  public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
    return Optional.of(
        new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(topics)));
  }
}
