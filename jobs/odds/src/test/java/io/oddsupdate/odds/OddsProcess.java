package io.oddsupdate.odds;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The job as a process of its own: a class path, a configuration folder and arguments. */
final class OddsProcess implements AutoCloseable {
  private final Process process;
  private final Path log;

  OddsProcess(Class<?> main, Path folder, String[] args, Map<String, String> environment)
      throws IOException {
    this(main.getName(), System.getProperty("java.class.path"), folder, args, environment);
  }

  OddsProcess(
      String main, String classPath, Path folder, String[] args, Map<String, String> environment)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx512m",
            // Lives for seconds: starting is most of what it does.
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "-cp",
            classPath,
            main));
    command.addAll(List.of(args));
    log = folder.resolve("job-" + System.nanoTime() + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("FLINK_CONF_DIR", folder.toString());
    builder.environment().putAll(environment);
    process = builder.start();
  }

  /** Writes the configuration that a cluster's {@code flinkConfiguration} would hold. */
  static void configure(Path folder, String... more) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("execution.checkpointing.interval: 100ms");
    lines.add("execution.checkpointing.dir: " + folder.resolve("checkpoints").toUri());
    lines.add("execution.checkpointing.num-retained: 3");
    lines.add("parallelism.default: 2");
    lines.add("taskmanager.memory.network.min: 16mb");
    lines.add("taskmanager.memory.network.max: 16mb");
    lines.add("rest.bind-port: '0'");
    lines.add("rest.address: 127.0.0.1");
    lines.add("rest.bind-address: 127.0.0.1");
    lines.addAll(List.of(more));
    Files.write(folder.resolve("config.yaml"), lines, StandardCharsets.UTF_8);
  }

  int awaitExit(Duration patience) throws InterruptedException, IOException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("the process lives on; it said:\n" + log());
    }
    return process.exitValue();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  String log() throws IOException {
    return Files.readString(log, StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
