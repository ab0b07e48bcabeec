package io.oddsupdate.mirror;

import io.oddsupdate.avro.deadletter.DeadLetter;
import io.oddsupdate.schemas.Topics;
import io.oddsupdate.schemas.UndecodableException;
import io.oddsupdate.schemas.WireFormat;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The skips are the dead letters of reason {@link #REASON}: one record both tells what was left out
 * and lets the mirror pass, so there is no skip without a dead letter, and a restart forgets none.
 * Dead letters outlive the records that they name (30 days against 7). The topic is read to its end
 * at each question; questions come from poison records only, so none is asked while all is well.
 */
final class DeadLetterSkips implements SkipList {
  /** The dead letter's reason. */
  static final String REASON = "mirror_skipped";

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterSkips.class);
  private static final Duration POLL = Duration.ofMillis(200);

  private final Map<String, Object> client;
  private final IntFunction<Optional<Schema>> schemas;

  /**
   * @param client settings that reach Core, at least {@code bootstrap.servers}
   * @param schemas the writer schema of an id, or empty if the registry knows none
   */
  DeadLetterSkips(Map<String, Object> client, IntFunction<Optional<Schema>> schemas) {
    this.client = new HashMap<>(client);
    this.schemas = schemas;
    this.client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    this.client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    this.client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    this.client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    this.client.remove(ConsumerConfig.GROUP_ID_CONFIG);
  }

  @Override
  public boolean contains(RecordAddress address) {
    return all().contains(address);
  }

  /** Every record that a person left out. */
  Set<RecordAddress> all() {
    Set<RecordAddress> skips = new HashSet<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.DEAD_LETTERS_ODDS).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<byte[], byte[]> letter : consumer.poll(POLL)) {
          skip(letter).ifPresent(skips::add);
        }
      }
    }
    return skips;
  }

  private Optional<RecordAddress> skip(ConsumerRecord<byte[], byte[]> record) {
    try {
      int id = WireFormat.schemaId(record.value());
      Optional<Schema> writer = schemas.apply(id);
      if (writer.isEmpty()) {
        return Optional.empty();
      }
      DeadLetter letter = WireFormat.decode(record.value(), writer.get(), DeadLetter.class);
      boolean complete =
          letter.getTopic() != null && letter.getPartition() != null && letter.getOffset() != null;
      return complete && letter.getReason().equals(REASON)
          ? Optional.of(
              new RecordAddress(letter.getTopic(), letter.getPartition(), letter.getOffset()))
          : Optional.empty();
    } catch (UndecodableException e) {
      // What cannot be read is no skip: the poison record goes on stopping the mirror.
      LOG.warn(
          "event=dead_letter_unreadable topic={} partition={} offset={}",
          record.topic(),
          record.partition(),
          record.offset(),
          e);
      return Optional.empty();
    }
  }
}
