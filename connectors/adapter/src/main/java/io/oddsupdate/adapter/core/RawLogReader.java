package io.oddsupdate.adapter.core;

import io.oddsupdate.avro.raw.Command;
import io.oddsupdate.avro.raw.RawEvent;
import io.oddsupdate.schemas.Headers;
import io.oddsupdate.schemas.SchemaRegistry;
import io.oddsupdate.schemas.Topics;
import io.oddsupdate.schemas.UndecodableException;
import io.oddsupdate.schemas.WireFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rebuilds a feed's state from the log: every game's image from the whole raw log, and the answers
 * of recent pushes from it and from the dead letters. Reads committed records only, to the end that
 * holds after the feed was taken over: later ones can only be this owner's or commands.
 */
final class RawLogReader {
  private static final Logger LOG = LoggerFactory.getLogger(RawLogReader.class);
  private static final Duration POLL = Duration.ofMillis(200);

  /** A broker that gives nothing for so long is down; the owner starts over. */
  private static final Duration STALL = Duration.ofSeconds(30);

  /** Clocks of brokers and producers differ; reading a little more is harmless. */
  private static final Duration CLOCK_SLACK = Duration.ofMinutes(1);

  /** A push as the log shows it. */
  private static final class LoggedPush {
    private final List<AcceptedEvent> accepted = new ArrayList<>();
    private long receivedAtMs;
    private String answer;
  }

  private final FeedConfig config;
  private final SchemaRegistry registry;
  private final Map<String, Object> clientProperties;
  private final Map<String, GameImage.Builder> images = new HashMap<>();
  private final Map<String, LoggedPush> pushes = new HashMap<>();
  private long records;
  private long undecodable;

  RawLogReader(FeedConfig config, SchemaRegistry registry, Map<String, Object> clientProperties) {
    this.config = config;
    this.registry = registry;
    this.clientProperties = clientProperties;
  }

  /**
   * @param nowMs decides which answers are recent
   * @throws org.apache.kafka.common.KafkaException if Kafka does not answer
   * @throws io.oddsupdate.schemas.RegistryUnavailableException if the registry does not
   */
  FeedState read(long nowMs) {
    long recentFromMs = nowMs - config.rememberAnswers().toMillis();
    long started = System.nanoTime();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            clientProperties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      readTopic(consumer, Topics.raw(config.league()), 0, record -> take(record, recentFromMs));
      readTopic(
          consumer,
          Topics.DEAD_LETTERS_INGEST,
          System.currentTimeMillis() - config.rememberAnswers().toMillis() - CLOCK_SLACK.toMillis(),
          record -> takeDeadLetter(record, nowMs));
    }
    FeedState state = state();
    LOG.info(
        "event=log_read vendor={} records={} undecodable={} games={} answers={} ms={}",
        config.vendor(),
        records,
        undecodable,
        images.size(),
        pushes.size(),
        (System.nanoTime() - started) / 1_000_000);
    return state;
  }

  private FeedState state() {
    FeedState state = new FeedState(new RememberedAnswers(config.rememberAnswers().toMillis()));
    images.values().forEach(image -> state.put(image.build()));
    pushes.entrySet().stream()
        .filter(push -> push.getValue().answer != null)
        .sorted(Comparator.comparingLong(push -> push.getValue().receivedAtMs))
        .forEach(
            push -> {
              LoggedPush logged = push.getValue();
              // Partitions come in any order; within a game the log's order holds.
              logged.accepted.sort(Comparator.comparing(AcceptedEvent::gameId));
              state
                  .answers()
                  .remember(
                      push.getKey(),
                      logged.receivedAtMs,
                      AnswerText.read(logged.answer, logged.accepted));
            });
    return state;
  }

  private void readTopic(
      KafkaConsumer<byte[], byte[]> consumer,
      String topic,
      long fromMs,
      Consumer<ConsumerRecord<byte[], byte[]>> taker) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    if (fromMs == 0) {
      consumer.seekToBeginning(partitions);
    } else {
      Map<TopicPartition, Long> times = new HashMap<>();
      partitions.forEach(partition -> times.put(partition, fromMs));
      Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(times);
      for (TopicPartition partition : partitions) {
        OffsetAndTimestamp start = starts.get(partition);
        consumer.seek(partition, start == null ? ends.get(partition) : start.offset());
      }
    }
    long heardAt = System.nanoTime();
    while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
      var polled = consumer.poll(POLL);
      if (!polled.isEmpty()) {
        heardAt = System.nanoTime();
      } else if (System.nanoTime() - heardAt > STALL.toNanos()) {
        throw new TimeoutException("no records of " + topic + " for " + STALL.toSeconds() + " s");
      }
      polled.forEach(taker);
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record, long recentFromMs) {
    records++;
    RawEvent event = decode(record);
    if (event == null) {
      return;
    }
    boolean ours = event.getVendor().equals(config.vendor());
    if (!ours && !(event.getPayload() instanceof Command)) {
      return;
    }
    images
        .computeIfAbsent(
            event.getGameId(),
            gameId -> new GameImage.Builder(GameImage.empty(gameId, event.getVendorGameId())))
        .add(event);
    long receivedAtMs = event.getReceivedAt().toEpochMilli();
    if (ours && receivedAtMs >= recentFromMs) {
      RawHeaders.find(record.headers(), Headers.WEBHOOK_ID)
          .ifPresent(
              webhookId -> {
                LoggedPush push = push(record, webhookId, receivedAtMs);
                push.accepted.add(
                    new AcceptedEvent(event.getGameId(), event.getEventId(), event.getRevision()));
              });
    }
  }

  private void takeDeadLetter(ConsumerRecord<byte[], byte[]> record, long nowMs) {
    boolean ours =
        RawHeaders.find(record.headers(), RawHeaders.VENDOR)
            .filter(config.vendor()::equals)
            .isPresent();
    if (ours) {
      RawHeaders.find(record.headers(), Headers.WEBHOOK_ID)
          .ifPresent(webhookId -> push(record, webhookId, nowMs));
    }
  }

  private LoggedPush push(
      ConsumerRecord<byte[], byte[]> record, String webhookId, long receivedAtMs) {
    LoggedPush push = pushes.computeIfAbsent(webhookId, unused -> new LoggedPush());
    push.receivedAtMs = Math.max(push.receivedAtMs, receivedAtMs);
    RawHeaders.find(record.headers(), RawHeaders.ANSWER).ifPresent(answer -> push.answer = answer);
    return push;
  }

  /** Null for bytes that are no raw event: the jobs dead-letter them, the image ignores them. */
  private RawEvent decode(ConsumerRecord<byte[], byte[]> record) {
    try {
      int id = WireFormat.schemaId(record.value());
      Schema writer =
          registry
              .byId(id)
              .orElseThrow(() -> new UndecodableException("no schema has the id " + id));
      return WireFormat.decode(record.value(), writer, RawEvent.class);
    } catch (UndecodableException e) {
      undecodable++;
      LOG.warn(
          "event=undecodable topic={} partition={} offset={} cause=\"{}\"",
          record.topic(),
          record.partition(),
          record.offset(),
          e.getMessage());
      return null;
    }
  }
}
