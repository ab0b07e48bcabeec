package io.oddsupdate.adapter.http;

import static io.oddsupdate.adapter.servers.TestPlatform.GAME;
import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.adapter.servers.LiveList;
import io.oddsupdate.adapter.servers.RunningAdapter;
import io.oddsupdate.adapter.servers.TestPlatform;
import io.oddsupdate.adapter.servers.Vendor;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is not authenticated is refused and counted, and leaves nothing in Kafka. */
class RefusalTest {
  private static final byte[] BODY = new LiveList(GAME, 10).start().bytes();
  private static TestPlatform platform;
  private static RunningAdapter adapter;
  private static Vendor vendor;

  @BeforeAll
  static void start() {
    platform = TestPlatform.fresh();
    adapter = RunningAdapter.ready(platform.settings());
    vendor = adapter.vendor();
  }

  @AfterAll
  static void stop() {
    adapter.close();
  }

  @AfterEach
  void nothingIsStored() {
    assertThat(platform.log()).isEmpty();
    assertThat(platform.deadLetters()).isEmpty();
  }

  private static long now() {
    return System.currentTimeMillis() / 1000;
  }

  private static void refused(HttpRequest.Builder request, int status, String reason) {
    String sample = "adapter_refused_total{reason=\"" + reason + "\"}";
    double before = adapter.metric(sample);

    Vendor.Reply reply = vendor.send(request).join();

    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.http().headers().firstValue("content-type"))
        .contains("application/problem+json");
    assertThat(reply.body().path("status").asInt()).isEqualTo(status);
    assertThat(reply.body().path("reason").asText()).isEqualTo(reason);
    assertThat(reply.body().path("type").asText()).endsWith(":" + reason);
    assertThat(reply.body().path("title").asText()).isNotBlank();
    assertThat(reply.body().path("detail").asText()).isNotBlank();
    assertThat(adapter.metric(sample)).isEqualTo(before + 1);
  }

  @Test
  void refusesAnUnsignedRequest() {
    URI uri = vendor.signed("msg_1", BODY).build().uri();
    refused(
        HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofByteArray(BODY)),
        401,
        "missing_header");
  }

  @Test
  void refusesAWrongSignature() {
    refused(
        vendor.signed("msg_1", BODY).setHeader("webhook-signature", "v1,AAAA"),
        401,
        "bad_signature");
  }

  @Test
  void refusesASignatureOverAnotherBody() {
    byte[] other = new LiveList(GAME, 10).start().basket(7, 5, 2, 0).bytes();
    refused(
        vendor.signed("msg_1", BODY).POST(HttpRequest.BodyPublishers.ofByteArray(other)),
        401,
        "bad_signature");
  }

  @Test
  void refusesASignatureUnderAnotherIdOrTime() {
    refused(vendor.signed("msg_1", BODY).setHeader("webhook-id", "msg_2"), 401, "bad_signature");
    refused(
        vendor
            .signed("msg_1", now(), BODY, "nba-livedata")
            .setHeader("webhook-timestamp", Long.toString(now() - 100)),
        401,
        "bad_signature");
  }

  @Test
  void refusesAStaleTimestampAndOneFromTheFuture() {
    refused(vendor.signed("msg_1", now() - 302, BODY, "nba-livedata"), 401, "stale_timestamp");
    refused(vendor.signed("msg_1", now() + 302, BODY, "nba-livedata"), 401, "stale_timestamp");
  }

  @Test
  void refusesHeadersThatCouldBeReadTwoWays() {
    refused(vendor.signed("a.1614265330", BODY), 401, "invalid_header");
    refused(
        vendor.signed("msg_1", BODY).setHeader("webhook-timestamp", "12.5"), 401, "invalid_header");
  }

  @Test
  void refusesAnUnknownVendor() {
    refused(vendor.signed("msg_1", now(), BODY, "nobody"), 404, "unknown_vendor");
  }

  @Test
  void refusesAnotherAddressOrMethod() {
    URI uri = vendor.signed("msg_1", BODY).build().uri();
    refused(vendor.signed("msg_1", BODY).uri(uri.resolve("/v1/feeds")), 404, "not_found");
    refused(HttpRequest.newBuilder(uri).GET(), 405, "method_not_allowed");
    refused(vendor.signed("msg_1", BODY).uri(uri.resolve("/metrics")), 405, "method_not_allowed");
  }

  @Test
  void refusesALongBodyThatIsNotSigned() {
    byte[] body = new byte[5 << 20];
    refused(
        vendor.signed("msg_1", body).setHeader("webhook-signature", "v1,AAAA"),
        401,
        "bad_signature");
  }

  @Test
  void tellsTheWindowToWhoeverIsRefused() {
    Map<String, String> settings = platform.settings();
    settings.put("adapter.webhook.tolerance-s", "5");
    try (RunningAdapter strict = RunningAdapter.ready(settings)) {
      Vendor.Reply reply =
          strict
              .vendor()
              .send(strict.vendor().signed("msg_1", now() - 7, BODY, "nba-livedata"))
              .join();
      assertThat(reply.status()).isEqualTo(401);
      assertThat(reply.body().path("field").asText()).isEqualTo("webhook-timestamp");
      assertThat(reply.http().headers().firstValue("www-authenticate")).isPresent();
    }
  }
}
