package io.oddsupdate.local.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParentWatchTest {
  @TempDir Path folder;

  @Test
  void endsWithEverythingBelowWhenTheParentIsKilled() throws Exception {
    Process parent = new ProcessBuilder("sleep", "600").start();
    int port = ServerProcess.freePort();
    Path output = folder.resolve("redis.log");
    Process server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                RedisMain.class.getName(),
                "--port",
                Integer.toString(port),
                "--data",
                folder.resolve("data").toString(),
                "--parent-pid",
                Long.toString(parent.pid()))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!Files.readString(output).contains("event=server_ready")) {
      assertThat(System.nanoTime()).as("ready in time").isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(20);
    }
    List<ProcessHandle> below = server.descendants().toList();
    assertThat(below).isNotEmpty();

    parent.destroyForcibly();

    assertThat(server.waitFor(15, TimeUnit.SECONDS)).isTrue();
    ServerUnderTest.awaitEnd(below);
  }
}
