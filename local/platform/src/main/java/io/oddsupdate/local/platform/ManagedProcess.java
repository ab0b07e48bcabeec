package io.oddsupdate.local.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process that is started again whenever it ends by itself, until it is stopped. Its output goes
 * to a file of its own.
 */
final class ManagedProcess {
  private static final Logger LOG = LoggerFactory.getLogger(ManagedProcess.class);

  /** Long enough that a process which cannot start does not burn a core. */
  private static final Duration RESTART_AFTER = Duration.ofMillis(300);

  private static final Duration GRACE = Duration.ofSeconds(10);

  private final ProcessSpec spec;
  private final Path output;
  private final Watchdog watchdog;
  private final AtomicInteger starts = new AtomicInteger();
  private volatile Process process;
  private volatile boolean stopping;

  ManagedProcess(ProcessSpec spec, Path logs, Watchdog watchdog) {
    this.spec = spec;
    this.watchdog = watchdog;
    this.output = logs.resolve(spec.name() + ".log");
  }

  String name() {
    return spec.name();
  }

  Path output() {
    return output;
  }

  int restarts() {
    return Math.max(0, starts.get() - 1);
  }

  boolean alive() {
    Process current = process;
    return current != null && current.isAlive();
  }

  synchronized void start() {
    if (stopping) {
      return;
    }
    ProcessBuilder builder = new ProcessBuilder(spec.command());
    builder.environment().keySet().removeAll(LocalSecrets.NAMES);
    builder.environment().putAll(spec.environment());
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    try {
      Process started = builder.start();
      int count = starts.incrementAndGet();
      process = started;
      watchdog.watch(started.pid());
      LOG.info("event=process_started process={} pid={} start={}", name(), started.pid(), count);
      CompletableFuture<Void> watching = started.onExit().thenAccept(this::ended);
      watching.exceptionally(
          e -> {
            LOG.error("event=watch_failed process={}", name(), e);
            return null;
          });
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + spec.command().get(0), e);
    }
  }

  /**
   * Waits until the process does its work.
   *
   * @throws IllegalStateException with the end of its output, if it does not in time or cannot
   */
  void awaitReady(Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    String last = "";
    while (System.nanoTime() < deadline && !stopping) {
      try {
        if (alive() && spec.ready().ready()) {
          return;
        }
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception e) {
        last = e.toString();
      }
      if (starts.get() > 5) {
        last = "it ended five times";
        break;
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    if (stopping) {
      throw new InterruptedException("stopped while waiting for " + name());
    }
    throw new IllegalStateException(
        name() + " is not ready: " + last + System.lineSeparator() + tail());
  }

  /** SIGKILL, as a crash would; the process is started again like after any other end. */
  void kill() throws InterruptedException {
    Process victim = process;
    List<ProcessHandle> children = victim.descendants().toList();
    victim.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    victim.waitFor();
  }

  /** From now on the process is not started again. */
  synchronized void expectEnd() {
    stopping = true;
  }

  /** Asks the process to end, and ends it if it does not. It is not started again. */
  void stop() {
    expectEnd();
    Process current = process;
    if (current == null) {
      return;
    }
    List<ProcessHandle> children = current.descendants().toList();
    current.destroy();
    try {
      current.onExit().get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.warn("event=process_killed process={} reason=did_not_end_in_time", name());
      current.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      current.destroyForcibly();
    } catch (java.util.concurrent.ExecutionException e) {
      current.destroyForcibly();
    }
    children.forEach(ProcessHandle::destroyForcibly);
  }

  /** Resident memory of the process and its children, in bytes; 0 where the system does not say. */
  long residentBytes() {
    Process current = process;
    if (current == null || !current.isAlive()) {
      return 0;
    }
    long sum = ResidentMemory.bytes(current.pid());
    for (ProcessHandle child : current.descendants().toList()) {
      sum += ResidentMemory.bytes(child.pid());
    }
    return sum;
  }

  private void ended(Process which) {
    watchdog.forget(which.pid());
    if (stopping) {
      return;
    }
    LOG.warn(
        "event=process_ended process={} pid={} exit={}", name(), which.pid(), which.exitValue());
    CompletableFuture.delayedExecutor(RESTART_AFTER.toMillis(), TimeUnit.MILLISECONDS)
        .execute(this::start);
  }

  private String tail() {
    try {
      List<String> lines = Files.readAllLines(output, StandardCharsets.UTF_8);
      List<String> last = lines.subList(Math.max(0, lines.size() - 15), lines.size());
      return "the end of " + output + ":" + System.lineSeparator() + String.join("\n", last);
    } catch (IOException e) {
      return "its output is in " + output;
    }
  }
}
