package io.oddsupdate.local.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;

class RedisMainTest {
  @TempDir Path folder;

  @Test
  void keepsWritesThroughAKillThatAlsoEndsTheServerBelow() throws Exception {
    int port = ServerProcess.freePort();
    ServerUnderTest server = begin(port, "");
    try (RedisClient client = RedisClient.create("redis://127.0.0.1:" + port)) {
      client.hset("hot:nba:player:1", "version", "3");
    }
    List<ProcessHandle> children = server.children();
    assertThat(children).isNotEmpty();

    server.kill();
    ServerUnderTest.awaitEnd(children);

    try (ServerUnderTest again = begin(port, "");
        RedisClient client = RedisClient.create("redis://127.0.0.1:" + port)) {
      assertThat(client.hget("hot:nba:player:1", "version")).isEqualTo("3");
      assertThat(again.children()).isNotEmpty();
    }
  }

  @Test
  void asksForThePasswordAndStopsOnRequest() throws Exception {
    int port = ServerProcess.freePort();
    ServerUnderTest server = begin(port, "se\"cret");
    List<ProcessHandle> children = server.children();

    server.close();

    ServerUnderTest.awaitEnd(children);
    assertThat(server.output()).doesNotContain("se\"cret");
  }

  @Test
  void endsWhenTheServerBelowEnds() throws Exception {
    try (ServerUnderTest server = begin(ServerProcess.freePort(), "")) {
      server.children().stream()
          .filter(child -> child.info().command().orElse("").contains("redis-server"))
          .forEach(ProcessHandle::destroyForcibly);

      assertThat(server.exitCode()).isEqualTo(1);
    }
  }

  @Test
  void saysWhichPortIsTakenAndHowToChooseAnother() throws Exception {
    int port = ServerProcess.freePort();
    try (ServerUnderTest first = begin(port, "");
        ServerUnderTest second = start(port, "", folder.resolve("second"))) {
      assertThat(second.exitCode()).isEqualTo(ServerProcess.EXIT_PORT_TAKEN);
      assertThat(second.output()).contains("port " + port).contains("REDIS_PORT");
      assertThat(first.children()).isNotEmpty();
    }
  }

  private ServerUnderTest begin(int port, String password) throws Exception {
    return start(port, password, folder.resolve("data")).ready();
  }

  private ServerUnderTest start(int port, String password, Path data) throws Exception {
    return ServerUnderTest.start(
        RedisMain.class,
        folder,
        Map.of("REDIS_PASSWORD", password),
        "--port",
        Integer.toString(port),
        "--data",
        data.toString());
  }
}
