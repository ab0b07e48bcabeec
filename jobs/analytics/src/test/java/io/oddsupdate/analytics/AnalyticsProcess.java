package io.oddsupdate.analytics;

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
final class AnalyticsProcess implements AutoCloseable {
  private final Process process;
  private final Path log;

  /**
   * @param folder of {@code config.yaml}, which is written as a cluster's {@code
   *     flinkConfiguration} would be, and of the checkpoints
   */
  AnalyticsProcess(Path folder, Map<String, String> arguments, Map<String, String> environment)
      throws IOException {
    configure(folder);
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
            System.getProperty("java.class.path"),
            AnalyticsJob.class.getName()));
    arguments.forEach((key, value) -> command.addAll(List.of("--" + key, value)));
    log = folder.resolve("job-" + System.nanoTime() + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("FLINK_CONF_DIR", folder.toString());
    builder.environment().putAll(environment);
    process = builder.start();
  }

  private static void configure(Path folder) throws IOException {
    Files.write(
        folder.resolve("config.yaml"),
        List.of(
            "execution.checkpointing.interval: 200ms",
            "execution.checkpointing.dir: " + checkpoints(folder).toUri(),
            "execution.checkpointing.num-retained: 3",
            "parallelism.default: 1",
            "taskmanager.memory.network.min: 16mb",
            "taskmanager.memory.network.max: 16mb",
            "rest.bind-port: '0'",
            "rest.address: 127.0.0.1",
            "rest.bind-address: 127.0.0.1"),
        StandardCharsets.UTF_8);
  }

  static Path checkpoints(Path folder) {
    return folder.resolve("checkpoints");
  }

  int awaitExit(Duration patience) throws InterruptedException, IOException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("the process lives on; it said:\n" + log());
    }
    return process.exitValue();
  }

  String log() throws IOException {
    return Files.readString(log, StandardCharsets.UTF_8);
  }

  /** SIGKILL. */
  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
