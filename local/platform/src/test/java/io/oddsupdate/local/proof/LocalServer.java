package io.oddsupdate.local.proof;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One of the platform's servers in a process of its own. */
final class LocalServer implements AutoCloseable {
  private static final long READY_NANOS = TimeUnit.SECONDS.toNanos(90);

  private final Process process;

  private LocalServer(Process process) {
    this.process = process;
  }

  static LocalServer start(String main, Path folder, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--parent-pid", Long.toString(ProcessHandle.current().pid())));
    Path output = Files.createTempFile(folder, "server", ".log");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    LocalServer server = new LocalServer(process);
    long deadline = System.nanoTime() + READY_NANOS;
    while (!Files.readString(output, StandardCharsets.UTF_8).contains("event=server_ready")) {
      if (System.nanoTime() > deadline || process.waitFor(50, TimeUnit.MILLISECONDS)) {
        server.close();
        throw new IOException("not ready: " + Files.readString(output, StandardCharsets.UTF_8));
      }
    }
    return server;
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
