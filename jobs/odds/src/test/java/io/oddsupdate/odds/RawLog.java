package io.oddsupdate.odds;

import io.oddsupdate.avro.raw.RawEvent;
import io.oddsupdate.schemas.Topics;
import io.oddsupdate.schemas.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes the raw log as an adapter does: keyed by game, in transactions. */
final class RawLog implements AutoCloseable {
  private final RegistryServer registry;
  private final KafkaProducer<byte[], byte[]> producer;

  RawLog(KafkaBroker kafka, RegistryServer registry) {
    this.registry = registry;
    this.producer = kafka.producer(Map.of("transactional.id", "adapter-of-a-test"));
    producer.initTransactions();
  }

  void commit(List<RawEvent> events) throws ExecutionException, InterruptedException {
    send(events);
    producer.commitTransaction();
  }

  /** One record, whatever wrote its bytes. */
  void commit(String gameId, byte[] value) throws ExecutionException, InterruptedException {
    producer.beginTransaction();
    producer.send(new ProducerRecord<>(Topics.raw(SampleGame.LEAGUE), bytes(gameId), value)).get();
    producer.commitTransaction();
  }

  /** Leaves records in the log that no reader of committed records may ever see. */
  void abort(List<RawEvent> events) throws ExecutionException, InterruptedException {
    send(events);
    producer.abortTransaction();
  }

  private void send(List<RawEvent> events) throws ExecutionException, InterruptedException {
    String topic = Topics.raw(SampleGame.LEAGUE);
    producer.beginTransaction();
    List<Future<?>> sent = new ArrayList<>();
    for (RawEvent event : events) {
      sent.add(
          producer.send(
              new ProducerRecord<>(
                  topic,
                  bytes(event.getGameId()),
                  WireFormat.encode(registry.idOf(topic), event))));
    }
    for (Future<?> future : sent) {
      future.get();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    producer.close();
  }
}
