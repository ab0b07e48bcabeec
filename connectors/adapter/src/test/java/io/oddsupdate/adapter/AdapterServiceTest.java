package io.oddsupdate.adapter;

import static io.oddsupdate.adapter.servers.TestPlatform.GAME;
import static io.oddsupdate.adapter.servers.TestPlatform.GAME_ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.adapter.servers.Await;
import io.oddsupdate.adapter.servers.LiveList;
import io.oddsupdate.adapter.servers.TestPlatform;
import io.oddsupdate.adapter.servers.Vendor;
import io.oddsupdate.avro.raw.GameUpdate;
import io.oddsupdate.avro.raw.Operation;
import io.oddsupdate.avro.raw.RawEvent;
import io.oddsupdate.schemas.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pushes through HTTP into a real Kafka. */
class AdapterServiceTest {
  private TestPlatform platform;
  private AdapterService adapter;
  private Vendor vendor;

  @BeforeEach
  void start() {
    platform = TestPlatform.fresh();
    adapter = started(platform.config());
    vendor = new Vendor(adapter.port());
  }

  @AfterEach
  void stop() {
    adapter.close();
  }

  private static AdapterService started(AdapterConfig config) {
    AdapterService service = AdapterService.start(config, Vendor.SECRETS, Clock.systemUTC());
    Await.until("adapter ready", service::ready);
    return service;
  }

  @Test
  void answersWithTheAcceptedIdsAfterTheLogHasThem() throws Exception {
    Vendor.Reply reply = vendor.push(new LiveList(GAME, 10).start().basket(7, 5, 2, 0));

    assertThat(reply.status()).isEqualTo(202);
    assertThat(reply.body().path("accepted")).hasSize(2);
    assertThat(reply.body().path("accepted").get(1).path("event_id").asText())
        .isEqualTo("nba-livedata:0022000001:7");
    assertThat(reply.body().path("accepted").get(1).path("revision").asLong())
        .isEqualTo(LiveList.START.plusSeconds(5).toEpochMilli());
    assertThat(reply.body().path("duplicates").asInt()).isZero();
    assertThat(reply.body().path("dead_lettered")).isEmpty();
    List<ConsumerRecord<byte[], byte[]>> log = platform.log();
    assertThat(log).hasSize(2);
    assertThat(new String(log.get(0).key(), StandardCharsets.UTF_8)).isEqualTo(GAME_ID);
    assertThat(WireFormat.schemaId(log.get(0).value()))
        .isEqualTo(platform.registry().idOf("raw.events.nba"));
    assertThat(log.get(0).headers())
        .extracting(header -> header.key())
        .contains("league", "game_id", "vendor", "webhook_id");
    RawEvent basket = platform.events().get(1);
    assertThat(basket.getOperation()).isEqualTo(Operation.ADD);
    assertThat(((GameUpdate) basket.getPayload()).getPoints()).isEqualTo(2);
  }

  @Test
  void writesOnlyWhatChangedBetweenTwoLists() {
    vendor.push(new LiveList(GAME, 10).start().basket(7, 5, 2, 0).basket(9, 8, 4, 0));

    Vendor.Reply reply = vendor.push(new LiveList(GAME, 20).start().basket(7, 15, 3, 0));

    assertThat(reply.body().path("accepted")).hasSize(2);
    assertThat(reply.body().path("duplicates").asInt()).isEqualTo(1);
    assertThat(platform.events())
        .extracting(RawEvent::getOperation)
        .containsExactly(
            Operation.ADD, Operation.ADD, Operation.ADD, Operation.UPDATE, Operation.DELETE);
  }

  @Test
  void givesARepeatedIdTheSameAnswerAndWritesNothing() {
    byte[] body = new LiveList(GAME, 10).start().basket(7, 5, 2, 0).bytes();
    Vendor.Reply first = vendor.push("msg_same", body);

    Vendor.Reply second = vendor.push("msg_same", body);

    assertThat(second.status()).isEqualTo(202);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(platform.events()).hasSize(2);
    assertThat(vendor.get("/metrics").http().body())
        .contains("adapter_duplicates_total{kind=\"push\",vendor=\"nba-livedata\"} 1.0");
  }

  @Test
  void givesTheSameAnswerAfterARestartAndDoublesNothing() {
    platform.postgres().map("0022000002", "nba-20201223-gsw-bkn-2");
    String batch =
        "["
            + new LiveList("0022000002", 10).start().text()
            + ",{\"meta\":{}},"
            + new LiveList(GAME, 10).start().basket(7, 5, 2, 0).text()
            + "]";
    byte[] body = batch.getBytes(StandardCharsets.UTF_8);
    Vendor.Reply first = vendor.push("msg_lost_answer", body);
    int records = platform.log().size();
    adapter.close();

    adapter = started(platform.config());
    vendor = new Vendor(adapter.port());
    Vendor.Reply retried = vendor.push("msg_lost_answer", body);
    Vendor.Reply sameContent = vendor.push(Vendor.newId(), body);

    assertThat(retried.status()).isEqualTo(202);
    assertThat(retried.body()).isEqualTo(first.body());
    assertThat(retried.body().path("accepted")).hasSize(3);
    assertThat(retried.body().path("dead_lettered")).hasSize(1);
    assertThat(sameContent.body().path("accepted")).isEmpty();
    assertThat(sameContent.body().path("duplicates").asInt()).isEqualTo(3);
    assertThat(platform.log()).hasSize(records);
  }

  @Test
  void deadLettersAnUnusablePayloadOfABatchAndTakesTheOthers() {
    String spoiled = new LiveList(GAME, 5).start().text().replace("PT11M38.00S", "11:38");
    String good = new LiveList(GAME, 6).start().text();
    byte[] body = ("[" + spoiled + ", " + good + "]").getBytes(StandardCharsets.UTF_8);

    Vendor.Reply reply = vendor.push(Vendor.newId(), body);

    assertThat(reply.status()).isEqualTo(202);
    assertThat(reply.body().path("accepted")).hasSize(1);
    assertThat(reply.body().path("dead_lettered").get(0).path("index").asInt()).isZero();
    assertThat(reply.body().path("dead_lettered").get(0).path("field").asText())
        .isEqualTo("game.actions[0].clock");
    assertThat(platform.deadLetters()).hasSize(1);
    assertThat(platform.deadLetters().get(0).getBytes().array())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(spoiled);
  }
}
