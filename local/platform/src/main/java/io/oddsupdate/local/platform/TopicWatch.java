package io.oddsupdate.local.platform;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the committed records of topics as they become readable. Offsets cannot tell: transaction
 * markers have offsets too.
 */
final class TopicWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicWatch.class);
  private static final Duration POLL = Duration.ofMillis(200);

  private final String bootstrap;
  private final List<String> topics;
  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
  private final Map<TopicPartition, Long> lastOffset = new ConcurrentHashMap<>();
  private final AtomicBoolean running = new AtomicBoolean(true);
  private final Thread thread;

  TopicWatch(String bootstrap, List<String> topics) {
    this.bootstrap = bootstrap;
    this.topics = List.copyOf(topics);
    topics.forEach(topic -> counts.put(topic, new LongAdder()));
    this.thread = new Thread(this::watch, "watch-" + topics.get(0));
    thread.setDaemon(true);
    thread.start();
  }

  /** Committed records of a topic that were readable so far. */
  long count(String topic) {
    return counts.get(topic).sum();
  }

  /** Where a topic ends now for a reader of committed records. */
  Map<TopicPartition, Long> ends(String topic) throws InterruptedException {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", bootstrap);
    try (Admin admin = Admin.create(properties)) {
      Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
      admin
          .describeTopics(List.of(topic))
          .allTopicNames()
          .get()
          .get(topic)
          .partitions()
          .forEach(
              partition ->
                  wanted.put(
                      new TopicPartition(topic, partition.partition()), OffsetSpec.latest()));
      Map<TopicPartition, Long> ends = new HashMap<>();
      admin
          .listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
          .all()
          .get()
          .forEach((partition, info) -> ends.put(partition, info.offset()));
      return ends;
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException("cannot read the end of " + topic, e.getCause());
    }
  }

  /** Whether a record at or after one of these offsets has become readable. */
  boolean readBeyond(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .anyMatch(end -> lastOffset.getOrDefault(end.getKey(), -1L) >= end.getValue());
  }

  /** How many offsets of data lie between these places and the last records that were read. */
  long behind(Map<TopicPartition, OffsetAndMetadata> places) {
    long behind = 0;
    for (Map.Entry<TopicPartition, OffsetAndMetadata> place : places.entrySet()) {
      long end = lastOffset.getOrDefault(place.getKey(), -1L) + 1;
      behind += Math.max(0, end - place.getValue().offset());
    }
    return behind;
  }

  private void watch() {
    Map<String, Object> config = new HashMap<>();
    config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      Collection<TopicPartition> partitions = partitions(consumer);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (running.get()) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        for (ConsumerRecord<byte[], byte[]> record : records) {
          counts.get(record.topic()).increment();
          lastOffset.put(new TopicPartition(record.topic(), record.partition()), record.offset());
        }
      }
    } catch (WakeupException | InterruptException e) {
      LOG.debug("event=watch_ended topics={}", topics);
    }
  }

  private Collection<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : topics) {
      for (PartitionInfo info : consumer.partitionsFor(topic)) {
        partitions.add(new TopicPartition(topic, info.partition()));
      }
    }
    return partitions;
  }

  @Override
  public void close() {
    running.set(false);
    thread.interrupt();
  }
}
