package io.oddsupdate.local.servers;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import redis.embedded.core.ExecutableProvider;

/**
 * Redis: {@code --port 16379 --data DIR}, with {@code REDIS_PASSWORD} if that is set. Every write
 * is appended to a file before it is answered, so a killed server has lost nothing that it
 * acknowledged.
 */
public final class RedisMain {
  private static final String BINARY = "redis-embedded-1.4.4";
  private static final long READY_LIMIT_SECONDS = 30;

  private RedisMain() {}

  public static void main(String[] args) {
    ServerProcess.run("redis", args, List.of("port", "data"), RedisMain::start);
  }

  private static void start(Arguments arguments) throws Exception {
    int port = arguments.port("port");
    Path data = arguments.folder("data");
    String password = System.getenv().getOrDefault("REDIS_PASSWORD", "");
    DataFolder.claim(data);
    ServerProcess.requireFree(port, "REDIS_PORT");
    Path settings = writeSettings(port, data, password);
    NativeChild redis =
        NativeChild.start(
            List.of(binary().toString(), settings.toString()), Map.of(), data, "TERM");
    redis.bindTo("redis");
    awaitReady(redis, port, password);
  }

  private static Path binary() throws IOException, InterruptedException {
    Path folder =
        MachineCache.ofUser()
            .entry(BINARY, into -> ExecutableProvider.newJarResourceProvider(into.toFile()).get());
    try (var files = Files.list(folder)) {
      Path binary =
          files.findFirst().orElseThrow(() -> new IOException("no Redis binary in " + folder));
      Files.setPosixFilePermissions(binary, PosixFilePermissions.fromString("rwxr-xr-x"));
      return binary;
    }
  }

  /** In a file, because everybody may read a command line. */
  private static Path writeSettings(int port, Path data, String password) throws IOException {
    if (password.chars().anyMatch(c -> c < ' ')) {
      throw new UsageException("REDIS_PASSWORD must not contain control characters");
    }
    StringBuilder text = new StringBuilder();
    text.append("bind 127.0.0.1\n");
    text.append("port ").append(port).append('\n');
    text.append("dir ").append(quoted(data.toString())).append('\n');
    text.append("appendonly yes\n");
    text.append("appendfsync everysec\n");
    text.append("save \"\"\n");
    text.append("loglevel warning\n");
    if (!password.isEmpty()) {
      text.append("requirepass ").append(quoted(password)).append('\n');
    }
    Path file = data.resolve("redis.conf");
    Files.deleteIfExists(file);
    Files.createFile(
        file,
        PosixFilePermissions.asFileAttribute(
            Set.copyOf(PosixFilePermissions.fromString("rw-------"))));
    return Files.writeString(file, text, StandardOpenOption.WRITE);
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static void awaitReady(NativeChild redis, int port, String password)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_LIMIT_SECONDS);
    while (System.nanoTime() < deadline && redis.alive()) {
      try {
        if (pings(port, password)) {
          return;
        }
      } catch (IOException e) {
        // Not listening yet.
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    throw new IOException("Redis is not ready after " + READY_LIMIT_SECONDS + " s");
  }

  private static boolean pings(int port, String password) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(ServerProcess.LOOPBACK, port), 1_000);
      socket.setSoTimeout(1_000);
      String asks = (password.isEmpty() ? "" : command("AUTH", password)) + command("PING");
      socket.getOutputStream().write(asks.getBytes(StandardCharsets.UTF_8));
      String expected = password.isEmpty() ? "+PONG\r\n" : "+OK\r\n+PONG\r\n";
      byte[] answer = socket.getInputStream().readNBytes(expected.length());
      return expected.equals(new String(answer, StandardCharsets.UTF_8));
    }
  }

  private static String command(String... words) {
    StringBuilder text = new StringBuilder("*" + words.length + "\r\n");
    for (String word : words) {
      int length = word.getBytes(StandardCharsets.UTF_8).length;
      text.append('$').append(length).append("\r\n").append(word).append("\r\n");
    }
    return text.toString();
  }
}
