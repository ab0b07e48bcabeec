package io.oddsupdate.adapter.cli;

import io.oddsupdate.adapter.core.KafkaClients;
import io.oddsupdate.avro.deadletter.DeadLetter;
import io.oddsupdate.schemas.SchemaRegistry;
import io.oddsupdate.schemas.Topics;
import io.oddsupdate.schemas.UndecodableException;
import io.oddsupdate.schemas.WireFormat;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The dead letters of ingest, and which of them were replayed: the offsets of a consumer group,
 * with what was replayed beyond the first that was not as the offset's metadata.
 */
final class LetterBox implements AutoCloseable {
  /** What happens to a letter that is read. */
  @FunctionalInterface
  interface Reader {
    /** False ends the reading. */
    boolean read(StoredLetter letter);
  }

  private static final String GROUP = "dead-letters-replay";
  private static final Duration POLL = Duration.ofMillis(200);

  private final SchemaRegistry registry;
  private final KafkaConsumer<byte[], byte[]> consumer;

  LetterBox(CoreOptions core) {
    this.registry = new SchemaRegistry(core.registryUrl());
    Map<String, Object> properties = new HashMap<>(KafkaClients.consumer(core.kafka()));
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
    this.consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  List<TopicPartition> partitions() {
    return consumer.partitionsFor(Topics.DEAD_LETTERS_INGEST).stream()
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .toList();
  }

  /** What was replayed of a partition. */
  Replayed replayed(TopicPartition partition) {
    OffsetAndMetadata committed = consumer.committed(java.util.Set.of(partition)).get(partition);
    return committed == null
        ? Replayed.none()
        : Replayed.parse(committed.offset(), committed.metadata());
  }

  void remember(TopicPartition partition, Replayed replayed) {
    consumer.commitSync(
        Map.of(partition, new OffsetAndMetadata(replayed.before(), replayed.metadata())));
  }

  /**
   * Reads a partition from an offset to the end that it has now.
   *
   * @return the offset after the last letter that was read
   * @throws UndecodableException if a record is no dead letter
   */
  long read(TopicPartition partition, long from, Reader reader) throws UndecodableException {
    consumer.assign(List.of(partition));
    long end = consumer.endOffsets(List.of(partition)).get(partition);
    long begin = consumer.beginningOffsets(List.of(partition)).get(partition);
    consumer.seek(partition, Math.max(from, begin));
    while (consumer.position(partition) < end) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (record.offset() < end && !reader.read(stored(record))) {
          return record.offset() + 1;
        }
      }
    }
    return end;
  }

  private StoredLetter stored(ConsumerRecord<byte[], byte[]> record) throws UndecodableException {
    int id = WireFormat.schemaId(record.value());
    Schema writer =
        registry.byId(id).orElseThrow(() -> new UndecodableException("no schema has the id " + id));
    return new StoredLetter(
        record.partition(),
        record.offset(),
        WireFormat.decode(record.value(), writer, DeadLetter.class));
  }

  @Override
  public void close() {
    consumer.close();
  }
}
