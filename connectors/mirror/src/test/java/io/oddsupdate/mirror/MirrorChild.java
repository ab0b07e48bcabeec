package io.oddsupdate.mirror;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The mirror as it runs in production: a process of its own, from {@link MirrorMain}. */
final class MirrorChild implements AutoCloseable {
  private final Process process;
  private final Path log;
  private final int port;

  private MirrorChild(Process process, Path log, int port) {
    this.process = process;
    this.log = log;
    this.port = port;
  }

  static MirrorChild start(Path folder, String properties, int port, List<String> jvm)
      throws IOException {
    Files.createDirectories(folder);
    Path file = Files.writeString(folder.resolve("mm2.properties"), properties);
    Path log = folder.resolve("mirror.log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvm);
    command.add("-cp");
    // Another class path serves to measure the packaged jar, with class data sharing.
    command.add(System.getProperty("mirror.class.path", System.getProperty("java.class.path")));
    command.add(MirrorMain.class.getName());
    command.add(file.toString());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    return new MirrorChild(process, log, port);
  }

  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** The exit status, or -1 if it still runs after this long. */
  int awaitExit(Duration patience) throws InterruptedException {
    return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS) ? process.exitValue() : -1;
  }

  /** SIGTERM. */
  void terminate() {
    process.destroy();
  }

  /** CPU time so far: what a start costs, whatever else the machine does. */
  long cpuMs() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  String get(String path) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
