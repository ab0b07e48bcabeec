package io.oddsupdate.local.board;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a topic from its beginning and goes on for ever, on a thread of its own. Only committed
 * records; no consumer group, so it leaves no trace on the cluster. A cluster that does not answer
 * is asked again.
 */
public final class TopicTail implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicTail.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final long RETRY_MILLIS = 1_000;

  private final String bootstrap;
  private final String topic;
  private final Consumer<ConsumerRecord<byte[], byte[]>> reader;
  private final AtomicBoolean open = new AtomicBoolean(true);
  private final Thread thread;

  /**
   * Starts to read.
   *
   * @param reader called on this tail's thread, in the order of each partition; after a failure
   *     records come again from the beginning
   */
  public TopicTail(
      String bootstrap, String topic, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    this.bootstrap = bootstrap;
    this.topic = topic;
    this.reader = reader;
    this.thread = new Thread(this::run, "tail-" + topic);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    open.set(false);
    thread.interrupt();
    try {
      thread.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (open.get()) {
      try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
        follow(consumer);
      } catch (WakeupException | InterruptException e) {
        open.set(false);
      } catch (KafkaException e) {
        LOG.warn("event=tail_interrupted topic={} error=\"{}\"", topic, e.getMessage());
        pause();
      }
    }
  }

  private void follow(KafkaConsumer<byte[], byte[]> consumer) {
    List<PartitionInfo> partitions = consumer.partitionsFor(topic);
    if (partitions == null || partitions.isEmpty()) {
      pause();
      return;
    }
    List<TopicPartition> assigned =
        partitions.stream().map(part -> new TopicPartition(topic, part.partition())).toList();
    consumer.assign(assigned);
    consumer.seekToBeginning(assigned);
    while (open.get()) {
      consumer.poll(POLL).forEach(reader);
    }
  }

  private void pause() {
    try {
      Thread.sleep(RETRY_MILLIS);
    } catch (InterruptedException e) {
      open.set(false);
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Properties settings = new Properties();
    settings.putAll(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false",
            ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "50",
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"));
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
