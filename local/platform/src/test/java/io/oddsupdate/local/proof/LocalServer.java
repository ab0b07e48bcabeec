package io.oddsupdate.local.proof;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One of the platform's servers in a process of its own. */
public final class LocalServer implements AutoCloseable {
  private static final long READY_NANOS = TimeUnit.SECONDS.toNanos(90);

  private final Process process;

  private LocalServer(Process process) {
    this.process = process;
  }

  public static LocalServer start(String main, Path folder, String... arguments)
      throws IOException, InterruptedException {
    return start(main, System.getProperty("java.class.path"), Map.of(), folder, arguments);
  }

  /** A Kafka of one broker, by the name of its cluster; its data go into the folder. */
  public static LocalServer kafka(String cluster, int port, Path folder)
      throws IOException, InterruptedException {
    return start(
        "io.oddsupdate.local.servers.KafkaServerMain",
        folder,
        "--cluster",
        cluster + ":" + port + ":" + folder.resolve("kafka"));
  }

  /** With a class path and variables of its own; its log goes to a file in the folder. */
  public static LocalServer start(
      String main,
      String classPath,
      Map<String, String> environment,
      Path folder,
      String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", classPath, main));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--parent-pid", Long.toString(ProcessHandle.current().pid())));
    Path output = Files.createTempFile(folder, "server", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
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

  public boolean alive() {
    return process.isAlive();
  }

  public static int freePort() throws IOException {
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
