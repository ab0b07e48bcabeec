package io.oddsupdate.local.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server's main in a JVM of its own, as the platform starts it. */
final class ServerUnderTest implements AutoCloseable {
  private static final Duration READY_LIMIT = Duration.ofSeconds(120);

  private final Process process;
  private final Path output;

  private ServerUnderTest(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Starts a main; it ends with this JVM at the latest. */
  static ServerUnderTest start(
      Class<?> main, Path logs, Map<String, String> environment, String... arguments)
      throws IOException {
    return startOn(System.getProperty("java.class.path"), main, logs, environment, arguments);
  }

  static ServerUnderTest startOn(
      String classPath,
      Class<?> main,
      Path logs,
      Map<String, String> environment,
      String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m"));
    command.addAll(List.of("-cp", classPath, main.getName()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--parent-pid", Long.toString(ProcessHandle.current().pid())));
    Path output = Files.createTempFile(logs, main.getSimpleName(), ".log");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    builder.redirectOutput(output.toFile());
    return new ServerUnderTest(builder.start(), output);
  }

  ServerUnderTest ready() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + READY_LIMIT.toNanos();
    while (!output().contains("event=server_ready")) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IOException("not ready: " + output());
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    return this;
  }

  String output() throws IOException {
    return Files.readString(output, StandardCharsets.UTF_8);
  }

  List<ProcessHandle> children() {
    return process.descendants().toList();
  }

  /** SIGKILL to this process alone. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** Waits for the end by itself, and gives the code. */
  int exitCode() throws InterruptedException {
    if (!process.waitFor(READY_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("still running");
    }
    return process.exitValue();
  }

  /** SIGTERM. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("did not end within 20 s of SIGTERM");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static void awaitEnd(List<ProcessHandle> processes) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
    while (processes.stream().anyMatch(ProcessHandle::isAlive)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("still alive: " + processes);
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }
}
