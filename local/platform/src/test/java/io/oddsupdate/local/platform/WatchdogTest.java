package io.oddsupdate.local.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchdogTest {
  private static final long LIMIT_SECONDS = 20;

  @TempDir Path logs;
  private final List<ProcessHandle> started = new ArrayList<>();

  @AfterEach
  void endWhatATestLeft() {
    started.forEach(ProcessHandle::destroyForcibly);
  }

  @Test
  void leavesNothingWhenThePlatformIsKilled() throws Exception {
    Process platform =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Platform.class.getName(),
                logs.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    started.add(platform.toHandle());
    BufferedReader said = platform.inputReader(StandardCharsets.UTF_8);
    for (int i = 0; i < 3; i++) {
      started.add(ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow());
    }
    assertThat(started).allMatch(ProcessHandle::isAlive);

    platform.destroyForcibly();

    for (ProcessHandle process : started) {
      process.onExit().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
    assertThat(started).noneMatch(ProcessHandle::isAlive);
  }

  @Test
  void letsGoWhatHasEnded() throws Exception {
    Process other = sleeper();
    Process watched = sleeper();
    try (Watchdog watchdog = Watchdog.start()) {
      ProcessHandle shell = ProcessHandle.of(watchdog.pid()).orElseThrow();
      watchdog.watch(other.pid());
      watchdog.watch(watched.pid());
      // As if its id now were somebody else's.
      watchdog.forget(other.pid());
      watchdog.forget(1);

      watchdog.close();

      shell.onExit().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
    assertThat(watched.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(other.isAlive()).isTrue();
  }

  private Process sleeper() throws Exception {
    Process process = new ProcessBuilder("sleep", "600").start();
    started.add(process.toHandle());
    return process;
  }

  /** A platform of two processes, one of which does not end when asked to; says their ids. */
  static final class Platform {
    private Platform() {}

    public static void main(String[] args) throws Exception {
      Watchdog watchdog = Watchdog.start();
      List<String> scripts = List.of("exec sleep 600", "trap '' TERM; while :; do sleep 1; done");
      for (String script : scripts) {
        ProcessSpec spec =
            new ProcessSpec("worker", List.of("/bin/sh", "-c", script), Map.of(), () -> true);
        ManagedProcess process = new ManagedProcess(spec, Path.of(args[0]), watchdog);
        process.start();
      }
      System.out.println(watchdog.pid());
      ProcessHandle.current()
          .children()
          .map(ProcessHandle::pid)
          .filter(pid -> pid != watchdog.pid())
          .forEach(System.out::println);
      new CountDownLatch(1).await();
    }
  }
}
