package io.oddsupdate.adapter.core;

import static io.oddsupdate.adapter.servers.TestPlatform.GAME;
import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.adapter.servers.Await;
import io.oddsupdate.adapter.servers.LiveList;
import io.oddsupdate.adapter.servers.RunningAdapter;
import io.oddsupdate.adapter.servers.TestPlatform;
import io.oddsupdate.adapter.servers.Vendor;
import io.oddsupdate.avro.raw.RawEvent;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaOutageTest {
  /** Time-outs that a test can wait for. */
  private static Map<String, String> impatient(TestPlatform platform) {
    Map<String, String> settings = platform.settings();
    settings.put("adapter.core.request.timeout.ms", "500");
    settings.put("adapter.core.delivery.timeout.ms", "1000");
    settings.put("adapter.core.max.block.ms", "1500");
    settings.put("adapter.core.reconnect.backoff.max.ms", "100");
    return settings;
  }

  /** With "none" a client keeps what it knew of the brokers, so that it fails only at the end. */
  @ParameterizedTest
  @ValueSource(strings = {"rebootstrap", "none"})
  void tellsToComeAgainWhileKafkaIsDownAndWritesOnceItIsBack(String recovery) {
    TestPlatform platform = TestPlatform.fresh();
    Map<String, String> settings = impatient(platform);
    settings.put("adapter.core.metadata.recovery.strategy", recovery);
    byte[] first = new LiveList(GAME, 10).start().bytes();
    byte[] second = new LiveList(GAME, 20).start().basket(7, 15, 2, 0).bytes();
    try (RunningAdapter adapter = RunningAdapter.ready(settings)) {
      Vendor vendor = adapter.vendor();
      Await.until("first push", () -> vendor.push("msg_first", first).status() == 202);
      platform.kafka().stop();
      try {
        Vendor.Reply during = vendor.push("msg_outage", second);

        assertThat(during.status()).isEqualTo(503);
        assertThat(during.http().headers().firstValue("retry-after")).contains("1");
        Await.until("not ready", () -> !adapter.service().ready());
        assertThat(vendor.get("/health/ready").status()).isEqualTo(503);
        assertThat(vendor.get("/health/live").status()).isEqualTo(200);
        assertThat(vendor.push("msg_outage", second).status()).isEqualTo(503);
      } finally {
        platform.kafka().start();
      }
      Await.until("ready again", adapter.service()::ready);
      Await.until("second push", () -> vendor.push("msg_outage", second).status() == 202);

      assertThat(vendor.push("msg_outage", second).body().path("accepted")).hasSize(1);
      assertThat(vendor.push("msg_first", first).body().path("accepted")).hasSize(1);
      assertThat(platform.events())
          .extracting(RawEvent::getVendorEventId)
          .containsExactly("2", "7");
    }
  }
}
