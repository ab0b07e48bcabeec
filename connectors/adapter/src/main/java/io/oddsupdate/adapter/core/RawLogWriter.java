package io.oddsupdate.adapter.core;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes groups of records, each in a transaction of its own, under the feed's one identity. */
final class RawLogWriter implements AutoCloseable {
  /** How a transaction ended. */
  enum Outcome {
    /** The log has every record. */
    COMMITTED,
    /** The log has none of them. */
    ABORTED,
    /** The log has none of them, and Kafka does not answer. */
    UNREACHABLE,
    /** The log has all or none; only reading it tells. */
    UNKNOWN,
    /** Another process owns the feed; the log has none of them. */
    FENCED
  }

  private static final Logger LOG = LoggerFactory.getLogger(RawLogWriter.class);

  private final KafkaProducer<byte[], byte[]> producer;

  /**
   * Takes the feed over: fences whoever wrote under this identity before, and ends what it left
   * open.
   *
   * @throws KafkaException if Kafka does not answer in time
   */
  RawLogWriter(Map<String, Object> clientProperties) {
    this.producer =
        new KafkaProducer<>(clientProperties, new ByteArraySerializer(), new ByteArraySerializer());
    try {
      producer.initTransactions();
    } catch (KafkaException e) {
      close();
      throw e;
    }
  }

  /** Writes the records in one transaction, in order. */
  Outcome commit(List<ProducerRecord<byte[], byte[]>> records) {
    try {
      send(records);
    } catch (KafkaException e) {
      return fenced(e) ? Outcome.FENCED : abort(e);
    }
    try {
      producer.commitTransaction();
      return Outcome.COMMITTED;
    } catch (TimeoutException | InterruptException e) {
      LOG.warn("event=commit_outcome_unknown cause=\"{}\"", e.toString());
      return Outcome.UNKNOWN;
    } catch (KafkaException e) {
      return fenced(e) ? Outcome.FENCED : abort(e);
    }
  }

  private void send(List<ProducerRecord<byte[], byte[]>> records) {
    AtomicReference<Exception> failure = new AtomicReference<>();
    producer.beginTransaction();
    for (ProducerRecord<byte[], byte[]> record : records) {
      // The callback hears of every failure; the future would say the same.
      var unused =
          producer.send(
              record,
              (metadata, error) -> {
                if (error != null) {
                  failure.compareAndSet(null, error);
                }
              });
    }
    producer.flush();
    if (failure.get() != null) {
      throw new KafkaException("a record was not taken", failure.get());
    }
  }

  /** An abort that succeeds proves that nothing was committed. */
  private Outcome abort(KafkaException cause) {
    try {
      producer.abortTransaction();
      Throwable root = rootOf(cause);
      LOG.warn("event=transaction_aborted cause=\"{}\"", root.toString());
      return root instanceof TimeoutException ? Outcome.UNREACHABLE : Outcome.ABORTED;
    } catch (KafkaException e) {
      LOG.warn("event=abort_failed cause=\"{}\" abort=\"{}\"", cause.toString(), e.toString());
      return fenced(e) ? Outcome.FENCED : Outcome.UNKNOWN;
    }
  }

  /**
   * A stale epoch counts as fenced too: opening a new producer would fence the twin in turn, and
   * the two would take the feed from each other for ever.
   */
  private static boolean fenced(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ProducerFencedException
          || cause instanceof InvalidProducerEpochException) {
        return true;
      }
    }
    return false;
  }

  private static Throwable rootOf(Throwable e) {
    return e.getCause() == null ? e : rootOf(e.getCause());
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(2));
  }
}
