package io.oddsupdate.mirror;

import io.oddsupdate.schemas.SchemaRegistry;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Single records of Core, as a person asks for them. */
final class CoreRecords {
  /** For one record; a person waits no longer. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final Duration POLL = Duration.ofMillis(200);

  private final Map<String, Object> client;

  private CoreRecords(Map<String, Object> client) {
    this.client = client;
  }

  /**
   * @param more a properties file of further client settings, or null
   */
  static CoreRecords open(String servers, Path more) {
    Map<String, Object> client = new HashMap<>();
    if (more != null) {
      Properties properties = new Properties();
      try (Reader reader = Files.newBufferedReader(more, StandardCharsets.UTF_8)) {
        properties.load(reader);
      } catch (IOException e) {
        throw new UncheckedIOException("--command-config " + more + " cannot be read", e);
      }
      properties.stringPropertyNames().forEach(key -> client.put(key, properties.getProperty(key)));
    }
    client.put("bootstrap.servers", servers);
    client.put("default.api.timeout.ms", Math.toIntExact(PATIENCE.toMillis()));
    return new CoreRecords(client);
  }

  /** The records that are skipped already. */
  Set<RecordAddress> skips(SchemaRegistry registry) {
    return new DeadLetterSkips(client, registry::byId).all();
  }

  /** The committed record at an address, or empty if there is none. */
  Optional<ConsumerRecord<byte[], byte[]>> read(RecordAddress address) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    TopicPartition partition = new TopicPartition(address.topic(), address.partition());
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> one = List.of(partition);
      consumer.assign(one);
      long begin = consumer.beginningOffsets(one).get(partition);
      long end = consumer.endOffsets(one).get(partition);
      if (address.offset() < begin || address.offset() >= end) {
        return Optional.empty();
      }
      consumer.seek(partition, address.offset());
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (consumer.position(partition) <= address.offset() && System.nanoTime() < deadline) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          return record.offset() == address.offset() ? Optional.of(record) : Optional.empty();
        }
      }
      return Optional.empty();
    }
  }

  /**
   * Writes one record and waits until Kafka has it for good.
   *
   * @throws KafkaException if it has not
   */
  void write(String topic, String key, byte[] value) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.remove("default.api.timeout.ms");
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE.toMillis());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      Future<?> sent =
          producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value));
      sent.get();
    } catch (ExecutionException e) {
      throw new KafkaException(topic + " did not take the dead letter", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("stopped before the dead letter was written", e);
    }
  }
}
