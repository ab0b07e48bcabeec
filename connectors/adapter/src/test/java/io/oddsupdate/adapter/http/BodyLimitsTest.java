package io.oddsupdate.adapter.http;

import static io.oddsupdate.adapter.servers.TestPlatform.GAME;
import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.adapter.servers.Await;
import io.oddsupdate.adapter.servers.LiveList;
import io.oddsupdate.adapter.servers.RunningAdapter;
import io.oddsupdate.adapter.servers.TestPlatform;
import io.oddsupdate.adapter.servers.Vendor;
import io.oddsupdate.avro.deadletter.DeadLetter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a body may cost: bytes, time, and bytes of all bodies together. */
class BodyLimitsTest {
  private static final int LIMIT = 100_000;

  private TestPlatform platform;
  private RunningAdapter adapter;
  private Vendor vendor;

  @BeforeEach
  void start() {
    platform = TestPlatform.fresh();
    Map<String, String> settings = platform.settings();
    settings.put("adapter.body.max-bytes", Integer.toString(LIMIT));
    settings.put("adapter.body.max-drain-bytes", "400000");
    settings.put("adapter.body.max-total-bytes", "150000");
    settings.put("adapter.body.idle-timeout-ms", "1500");
    settings.put("adapter.body.min-bytes-per-s", "1000");
    adapter = RunningAdapter.ready(settings);
    vendor = adapter.vendor();
  }

  @AfterEach
  void stop() {
    adapter.close();
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  @Test
  void deadLettersAnOversizedBodyByHeadLengthAndHash() throws Exception {
    byte[] body = random(LIMIT + 200_000);
    HttpRequest.Builder chunked =
        vendor
            .signed("msg_big", body)
            .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));

    Vendor.Reply reply = vendor.send(chunked).join();

    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.body().path("reason").asText()).isEqualTo("oversized");
    assertThat(platform.log()).isEmpty();
    DeadLetter letter = platform.deadLetters().get(0);
    assertThat(letter.getReason()).isEqualTo("oversized");
    assertThat(letter.getBytes().array()).isEqualTo(Arrays.copyOf(body, 64 * 1024));
    assertThat(letter.getLength()).isEqualTo(body.length);
    assertThat(letter.getSha256())
        .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body)));
    assertThat(letter.getSource()).isEqualTo("nba-livedata");
  }

  @Test
  void takesABodyOfExactlyTheLimit() {
    String list = new LiveList(GAME, 10).start().text();
    byte[] body = (list + " ".repeat(LIMIT - list.length())).getBytes(StandardCharsets.UTF_8);

    assertThat(vendor.push(Vendor.newId(), body).status()).isEqualTo(202);
    assertThat(vendor.push(Vendor.newId(), Arrays.copyOf(body, LIMIT + 1)).status()).isEqualTo(413);
  }

  @Test
  void neverStoresAnOversizedBodyThatIsNotSigned() {
    byte[] body = random(LIMIT + 1000);
    Vendor.Reply reply =
        vendor
            .send(vendor.signed("msg_big", body).setHeader("webhook-signature", "v1,AAAA"))
            .join();

    assertThat(reply.status()).isEqualTo(401);
    assertThat(platform.deadLetters()).isEmpty();
  }

  @Test
  void givesUpABodyThatStalls() throws Exception {
    try (Socket socket = connect()) {
      head(socket, 1000);
      socket.getOutputStream().write("{".getBytes(StandardCharsets.UTF_8));

      assertThat(answer(socket)).startsWith("HTTP/1.1 408 ").contains("slow_body");
    }
    assertThat(adapter.metric("adapter_refused_total{reason=\"slow_body\"}")).isEqualTo(1);
    assertThat(platform.deadLetters()).isEmpty();
  }

  @Test
  void givesUpABodyThatDrips() throws Exception {
    try (Socket socket = connect()) {
      head(socket, 100_000);
      OutputStream out = socket.getOutputStream();
      long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      // Never idle for long, but far below the minimum rate.
      while (socket.getInputStream().available() == 0 && System.nanoTime() < end) {
        out.write('x');
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      }

      assertThat(answer(socket)).startsWith("HTTP/1.1 408 ");
    }
  }

  @Test
  void servesOthersWhileABodyStalls() throws Exception {
    try (Socket socket = connect()) {
      head(socket, 1000);
      assertThat(vendor.push(new LiveList(GAME, 10).start()).status()).isEqualTo(202);
    }
  }

  @Test
  void cutsOffABodyThatDoesNotEnd() throws Exception {
    try (Socket socket = connect()) {
      head(socket, 10_000_000);
      byte[] block = new byte[50_000];
      try {
        for (int i = 0; i < 20 && socket.getInputStream().available() == 0; i++) {
          socket.getOutputStream().write(block);
        }
      } catch (IOException e) {
        // The adapter may have closed the connection while the test still wrote.
        assertThat(e).hasMessageMatching("(?i).*(broken pipe|reset|closed).*");
      }
      Await.until(
          "cut off", () -> adapter.metric("adapter_refused_total{reason=\"endless_body\"}") == 1);
    }
    assertThat(platform.deadLetters()).isEmpty();
  }

  @Test
  void tellsToComeAgainWhenAllBodiesTogetherHoldTooMuch() throws Exception {
    byte[] large = random(90_000);
    try (Socket holder = connect()) {
      head(holder, 90_001);
      holder.getOutputStream().write(large);
      Await.until("the first body is held", () -> adapter.metric("adapter_bodies_bytes") >= 90_000);

      Vendor.Reply reply = vendor.push(Vendor.newId(), large);

      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.http().headers().firstValue("retry-after")).contains("1");
    }
    Await.until("bytes given back", () -> adapter.metric("adapter_bodies_bytes") == 0);
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), adapter.service().port());
    socket.setSoTimeout(20_000);
    return socket;
  }

  /** The head of a request whose signature is not known yet, as far as anyone can tell. */
  private static void head(Socket socket, int length) throws IOException {
    String head =
        """
        POST /v1/feeds/nba-livedata/events HTTP/1.1\r
        Host: localhost\r
        webhook-id: msg_slow\r
        webhook-timestamp: %d\r
        webhook-signature: v1,AAAA\r
        Content-Length: %d\r
        \r
        """
            .formatted(System.currentTimeMillis() / 1000, length);
    socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
  }

  private static String answer(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
