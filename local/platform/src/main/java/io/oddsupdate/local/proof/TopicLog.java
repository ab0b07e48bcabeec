package io.oddsupdate.local.proof;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic from beginning to end, as any reader of committed records would. */
final class TopicLog {
  private static final Duration POLL = Duration.ofMillis(200);

  /** A reader that makes no progress for so long waits for an open transaction that never ends. */
  private static final long STUCK_NANOS = Duration.ofSeconds(60).toNanos();

  private TopicLog() {}

  /**
   * Every committed record up to the end offsets of now, by partition and offset.
   *
   * @throws IllegalStateException if the topic does not exist or its end is not reached
   */
  static List<LoggedRecord> read(String bootstrap, String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrap)) {
      List<PartitionInfo> partitions = consumer.partitionsFor(topic);
      if (partitions == null || partitions.isEmpty()) {
        throw new IllegalStateException("topic " + topic + " does not exist at " + bootstrap);
      }
      List<TopicPartition> assigned =
          partitions.stream().map(part -> new TopicPartition(topic, part.partition())).toList();
      consumer.assign(assigned);
      consumer.seekToBeginning(assigned);
      // With read_committed this is the last stable offset.
      Map<TopicPartition, Long> ends = consumer.endOffsets(assigned);
      List<LoggedRecord> records = new ArrayList<>();
      long progressAt = System.nanoTime();
      while (!reached(consumer, ends)) {
        int before = records.size();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          if (record.offset() < ends.get(new TopicPartition(record.topic(), record.partition()))) {
            records.add(logged(record));
          }
        }
        if (records.size() > before) {
          progressAt = System.nanoTime();
        } else if (System.nanoTime() - progressAt > STUCK_NANOS) {
          throw new IllegalStateException("the end of " + topic + " is not reached: " + ends);
        }
      }
      records.sort(
          Comparator.comparingInt(LoggedRecord::partition).thenComparingLong(LoggedRecord::offset));
      return records;
    }
  }

  private static boolean reached(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private static LoggedRecord logged(ConsumerRecord<byte[], byte[]> record) {
    return new LoggedRecord(
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        record.key(),
        record.value(),
        List.of(record.headers().toArray()));
  }

  private static KafkaConsumer<byte[], byte[]> consumer(String bootstrap) {
    Properties settings = new Properties();
    settings.putAll(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false",
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "5000",
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"));
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
