package io.oddsupdate.adapter.core;

import static io.oddsupdate.adapter.servers.TestPlatform.GAME;
import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.adapter.servers.Await;
import io.oddsupdate.adapter.servers.LiveList;
import io.oddsupdate.adapter.servers.RunningAdapter;
import io.oddsupdate.adapter.servers.TestPlatform;
import io.oddsupdate.adapter.servers.Vendor;
import io.oddsupdate.avro.raw.Operation;
import io.oddsupdate.avro.raw.RawEvent;
import io.oddsupdate.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One owner at a time, and the log as the only memory. */
class TakeoverTest {
  private TestPlatform platform;

  @BeforeEach
  void start() {
    platform = TestPlatform.fresh();
  }

  @Test
  void aFencedTwinStopsAndWritesNothing() throws Exception {
    try (RunningAdapter old = RunningAdapter.ready(platform.settings());
        RunningAdapter twin = RunningAdapter.ready(platform.settings())) {
      assertThat(twin.vendor().push(new LiveList(GAME, 10).start()).status()).isEqualTo(202);

      Vendor.Reply refused = old.vendor().push(new LiveList(GAME, 20).start().basket(7, 15, 2, 0));

      assertThat(refused.status()).isEqualTo(503);
      old.service().lost().get(10, TimeUnit.SECONDS);
      assertThat(old.vendor().get("/health/ready").status()).isEqualTo(503);
      assertThat(old.vendor().get("/health/live").status()).isEqualTo(200);
      assertThat(twin.vendor().get("/health/ready").status()).isEqualTo(200);
      assertThat(platform.events()).hasSize(1);
      assertThat(
              twin.vendor()
                  .push(new LiveList(GAME, 20).start().basket(7, 15, 2, 0))
                  .body()
                  .path("accepted"))
          .hasSize(1);
    }
  }

  @Test
  void theNextOwnerGoesOnWhereTheLogEnds() {
    try (RunningAdapter first = RunningAdapter.ready(platform.settings())) {
      first.vendor().push(new LiveList(GAME, 10).start().basket(7, 5, 2, 0).basket(9, 6, 4, 0));
      first.vendor().push(new LiveList(GAME, 20).start().basket(9, 6, 4, 0));
    }
    try (RunningAdapter next = RunningAdapter.ready(platform.settings())) {
      Vendor.Reply reply =
          next.vendor().push(new LiveList(GAME, 30).start().basket(7, 5, 2, 0).basket(9, 6, 5, 0));

      assertThat(reply.body().path("duplicates").asInt()).isEqualTo(1);
    }
    List<RawEvent> events = platform.events();
    assertThat(events)
        .extracting(RawEvent::getOperation)
        .containsExactly(
            Operation.ADD,
            Operation.ADD,
            Operation.ADD,
            Operation.DELETE,
            Operation.ADD,
            Operation.UPDATE);
    long edited = LiveList.START.plusSeconds(5).toEpochMilli();
    assertThat(events.stream().filter(e -> e.getVendorEventId().equals("7")))
        .extracting(RawEvent::getRevision)
        .containsExactly(edited, edited + 1, edited + 2);
  }

  @Test
  void anOlderListIsStillIgnoredAfterARestart() {
    try (RunningAdapter first = RunningAdapter.ready(platform.settings())) {
      first.vendor().push(new LiveList(GAME, 20).start().basket(7, 15, 2, 0));
    }
    try (RunningAdapter next = RunningAdapter.ready(platform.settings())) {
      Vendor.Reply reply = next.vendor().push(new LiveList(GAME, 10).start());

      assertThat(reply.status()).isEqualTo(202);
      assertThat(reply.body().path("accepted")).isEmpty();
      assertThat(reply.body().path("duplicates").asInt()).isEqualTo(1);
      assertThat(
              next.metric(
                  "adapter_duplicates_total{kind=\"outdated_list\",vendor=\"nba-livedata\"}"))
          .isEqualTo(1);
    }
    assertThat(platform.events()).hasSize(2);
  }

  @Test
  void aDeadLetterIsAnsweredTheSameAfterARestartAndNotStoredTwice() {
    byte[] body = "[]".getBytes(StandardCharsets.UTF_8);
    Vendor.Reply before;
    try (RunningAdapter first = RunningAdapter.ready(platform.settings())) {
      before = first.vendor().push("msg_dead", body);
    }
    try (RunningAdapter next = RunningAdapter.ready(platform.settings())) {
      Vendor.Reply after = next.vendor().push("msg_dead", body);

      assertThat(after.status()).isEqualTo(before.status()).isEqualTo(400);
      assertThat(after.body()).isEqualTo(before.body());
    }
    assertThat(platform.deadLetters()).hasSize(1);
  }

  @Test
  void retriesThatOverlapAreAnsweredAlikeAndWrittenOnce() {
    byte[] body = new LiveList(GAME, 10).start().basket(7, 5, 2, 0).bytes();
    try (RunningAdapter adapter = RunningAdapter.ready(platform.settings())) {
      List<CompletableFuture<Vendor.Reply>> replies =
          java.util.stream.IntStream.range(0, 8)
              .mapToObj(i -> adapter.vendor().pushAsync("msg_overlap", body))
              .toList();

      List<String> bodies = replies.stream().map(reply -> reply.join().http().body()).toList();

      assertThat(bodies).hasSize(8).containsOnly(bodies.get(0));
    }
    assertThat(platform.events()).hasSize(2);
  }

  @Test
  void bytesThatAreNoEventDoNotKeepTheFeedFromStarting() throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", platform.kafka().bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(Topics.raw("nba"), new byte[] {1, 2, 3})).get();
      producer.send(new ProducerRecord<>(Topics.raw("nba"), null)).get();
      producer.send(new ProducerRecord<>(Topics.raw("nba"), new byte[] {0, 0, 0, 3, 9, 1})).get();
    }
    try (RunningAdapter adapter = RunningAdapter.ready(platform.settings())) {
      assertThat(adapter.vendor().push(new LiveList(GAME, 10).start()).status()).isEqualTo(202);
    }
  }

  @Test
  void anAbortedGroupLeavesNoTraceInTheLogOrInTheImages() {
    Map<String, String> settings = platform.settings();
    // Too small for the dead letter, large enough for the event beside it.
    settings.put("adapter.core.max.request.size", "3000");
    byte[] good = new LiveList(GAME, 10).start().bytes();
    byte[] mixed =
        ("[" + new String(good, StandardCharsets.UTF_8) + ",\"" + "x".repeat(5000) + "\"]")
            .getBytes(StandardCharsets.UTF_8);
    try (RunningAdapter adapter = RunningAdapter.ready(settings)) {
      Vendor.Reply reply = adapter.vendor().push(Vendor.newId(), mixed);
      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.http().headers().firstValue("retry-after")).contains("1");
      assertThat(platform.log()).isEmpty();

      Vendor.Reply alone = adapter.vendor().push(Vendor.newId(), good);

      assertThat(alone.body().path("accepted")).hasSize(1);
    }
    assertThat(platform.events()).hasSize(1);
  }

  @Test
  void servesOnlyOnceTheRegistryAndTheSchemasAreThere() {
    platform.registry().stop();
    try (RunningAdapter adapter = RunningAdapter.started(platform.settings(), Clock.systemUTC())) {
      Vendor.Reply early = adapter.vendor().push(new LiveList(GAME, 10).start());
      assertThat(early.status()).isEqualTo(503);
      assertThat(early.http().headers().firstValue("retry-after")).isPresent();
      assertThat(adapter.vendor().get("/health/ready").status()).isEqualTo(503);

      platform.registry().start();
      Await.until("ready", adapter.service()::ready);

      platform.registry().stop();
      assertThat(adapter.vendor().push(new LiveList(GAME, 10).start()).status()).isEqualTo(202);
    } finally {
      platform.registry().start();
    }
  }
}
