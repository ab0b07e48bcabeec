package io.oddsupdate.local.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagedProcessTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @TempDir Path logs;
  private Watchdog watchdog;
  private ManagedProcess process;

  @BeforeEach
  void start() throws Exception {
    watchdog = Watchdog.start();
  }

  @AfterEach
  void stop() {
    process.stop();
    watchdog.close();
  }

  @Test
  void startsAProcessAgainAfterItWasKilled() throws Exception {
    Path started = logs.resolve("started");
    process = process("echo x >> " + started + "; exec sleep 600", () -> lines(started) >= 1);
    process.start();
    process.awaitReady(LIMIT);

    process.kill();

    awaitLines(started, 2);
    // What it does can be seen a moment before its starter knows that it runs.
    process.awaitReady(LIMIT);
    assertThat(process.alive()).isTrue();
    assertThat(process.restarts()).isEqualTo(1);
  }

  @Test
  void doesNotStartAProcessAgainThatWasStopped() throws Exception {
    process = process("exec sleep 600", () -> true);
    process.start();
    process.awaitReady(LIMIT);

    process.stop();
    process.start();

    assertThat(process.alive()).isFalse();
  }

  @Test
  void showsTheEndOfTheOutputOfAProcessThatCannotStart() {
    process = process("echo no such setting; exit 3", () -> false);
    process.start();

    assertThatThrownBy(() -> awaitNeverReady(process))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("server is not ready")
        .hasMessageContaining("no such setting");
  }

  private static void awaitNeverReady(ManagedProcess process) throws InterruptedException {
    process.awaitReady(LIMIT);
  }

  private ManagedProcess process(String script, ProcessSpec.ReadyCheck ready) {
    return new ManagedProcess(
        new ProcessSpec("server", List.of("bash", "-c", script), Map.of(), ready), logs, watchdog);
  }

  private static long lines(Path file) throws Exception {
    return Files.exists(file) ? Files.readAllLines(file).size() : 0;
  }

  private static void awaitLines(Path file, long wanted) throws Exception {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (lines(file) < wanted) {
      assertThat(System.nanoTime()).as("started again in time").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }
}
