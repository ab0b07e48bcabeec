package io.oddsupdate.local.servers;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The ClickHouse engine behind its HTTP interface: {@code --port 18123 --data DIR}, with {@code
 * CLICKHOUSE_PASSWORD} if that is set. {@code --install yes} only installs the engine.
 */
public final class ClickHouseMain {
  private ClickHouseMain() {}

  public static void main(String[] args) {
    // Else the server waits 40 ms with every answer; read once, when its classes are loaded.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    ServerProcess.run(
        "clickhouse", args, List.of("port", "data", "install"), ClickHouseMain::start);
  }

  private static void start(Arguments arguments) throws Exception {
    if (arguments.find("install").isPresent()) {
      ChDbLibrary.file();
      return;
    }
    int port = arguments.port("port");
    Path data = arguments.folder("data");
    DataFolder.claim(data);
    ServerProcess.requireFree(port, "CLICKHOUSE_PORT");
    ChDbEngine engine =
        ChDbEngine.open(ChDbLibrary.file(), Files.createDirectories(data.resolve("engine")));
    String password = System.getenv().getOrDefault("CLICKHOUSE_PASSWORD", "");
    HttpServer http = listen(port);
    ExecutorService requests = Executors.newCachedThreadPool();
    http.setExecutor(requests);
    http.createContext("/", new ClickHouseHttp(engine, timezone(engine), password));
    http.start();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  http.stop(1);
                  requests.shutdown();
                  engine.close();
                },
                "stop-clickhouse"));
  }

  private static HttpServer listen(int port) throws IOException {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 128);
    } catch (BindException e) {
      throw new PortTakenException(port, "CLICKHOUSE_PORT");
    }
  }

  private static String timezone(ChDbEngine engine) throws Exception {
    ChDbEngine.Context context =
        new ChDbEngine.Context("default", "TabSeparatedRaw", Map.of(), Map.of());
    byte[] sql = "SELECT timezone()".getBytes(StandardCharsets.UTF_8);
    try (EngineResult result = engine.query(sql, context)) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      result.writeTo(out);
      return out.toString(StandardCharsets.UTF_8).strip();
    }
  }
}
