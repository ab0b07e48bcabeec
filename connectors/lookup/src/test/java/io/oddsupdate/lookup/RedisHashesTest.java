package io.oddsupdate.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;
import redis.embedded.RedisServer;

class RedisHashesTest {
  private static final LookupConfig CONFIG = LookupConfig.within(Duration.ofSeconds(2));

  private int port;
  private RedisServer server;
  private RedisClient client;
  private AsyncLookup<List<String>, Map<String, Map<String, String>>> hashes;

  @BeforeEach
  void start() throws IOException {
    port = freePort();
    server = start(port);
    client = RedisHashes.connect(config(port));
    hashes = new BoundedLookup<>("redis", new RedisHashes(config(port)), CONFIG);
  }

  @AfterEach
  void stop() throws IOException {
    hashes.close();
    client.close();
    server.stop();
  }

  @Test
  void readsManyHashesAndLeavesOutThoseThatDoNotExist() {
    client.hset("a", Map.of("version", "1", "form", "1.0"));
    client.hset("b", Map.of("version", "7"));

    assertThat(ask("a", "none", "b"))
        .isEqualTo(
            new LookupResult.Found<>(
                Map.of("a", Map.of("version", "1", "form", "1.0"), "b", Map.of("version", "7"))));
  }

  @Test
  void saysAbsentWhereNoneExists() {
    assertThat(ask("none")).isEqualTo(new LookupResult.Absent<>());
    assertThat(ask()).isEqualTo(new LookupResult.Absent<>());
  }

  @Test
  void callsAKeyOfAnotherTypeMalformed() {
    client.set("text", "not a hash");

    assertThat(ask("text")).isEqualTo(new LookupResult.Failed<>(FailureKind.MALFORMED));
  }

  @Test
  void failsFastWhileTheServerIsDownAndAnswersOnceItIsBack() throws IOException {
    client.hset("a", "version", "1");
    assertThat(ask("a")).isInstanceOf(LookupResult.Found.class);
    server.stop();

    assertThat(ask("a")).isEqualTo(new LookupResult.Failed<>(FailureKind.UNAVAILABLE));
    long start = System.nanoTime();
    for (int i = 0; i < 200; i++) {
      assertThat(ask("a")).isInstanceOf(LookupResult.Failed.class);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));

    server = start(port);
    client.getPool().clear();
    client.hset("a", "version", "2");
    assertThat(askUntilFound("a"))
        .isEqualTo(new LookupResult.Found<>(Map.of("a", Map.of("version", "2"))));
  }

  @Test
  void startsWithoutItsServer() throws IOException {
    try (AsyncLookup<List<String>, Map<String, Map<String, String>>> early =
        new BoundedLookup<>("redis", new RedisHashes(config(freePort())), CONFIG)) {
      assertThat(early.lookup(List.of("a")).join().result())
          .isEqualTo(new LookupResult.Failed<>(FailureKind.UNAVAILABLE));
    }
  }

  @Test
  void timesOutOnAServerThatNeverAnswers() throws IOException {
    try (SilentServer silent = new SilentServer();
        AsyncLookup<List<String>, Map<String, Map<String, String>>> slow =
            new BoundedLookup<>(
                "redis",
                new RedisHashes(config(silent.port())),
                LookupConfig.within(Duration.ofMillis(60)))) {
      assertThat(slow.lookup(List.of("a")).join().result())
          .isEqualTo(new LookupResult.Failed<>(FailureKind.TIMEOUT));
    }
  }

  private LookupResult<Map<String, Map<String, String>>> ask(String... keys) {
    return hashes.lookup(List.of(keys)).join().result();
  }

  private LookupResult<Map<String, Map<String, String>>> askUntilFound(String key) {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    LookupResult<Map<String, Map<String, String>>> result = ask(key);
    while (!(result instanceof LookupResult.Found) && System.nanoTime() < deadline) {
      result = ask(key);
    }
    return result;
  }

  private static RedisServer start(int port) throws IOException {
    RedisServer server =
        RedisServer.newRedisServer().port(port).bind("127.0.0.1").setting("save \"\"").build();
    server.start();
    return server;
  }

  private static RedisConfig config(int port) {
    return new RedisConfig(
        URI.create("redis://127.0.0.1:" + port), Secret.NONE, 4, Duration.ofSeconds(1));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
