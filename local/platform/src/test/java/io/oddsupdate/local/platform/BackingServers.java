package io.oddsupdate.local.platform;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.oddsupdate.local.proof.LocalServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Every server that the platform could use, started by somebody else, with passwords. */
final class BackingServers implements AutoCloseable {
  private static final String PACKAGE = "io.oddsupdate.local.servers.";

  /** What a shell, a URL, SQL and a signature could stumble over. */
  private static final String PASSWORD = "p@ss:w'or/d+%20=";

  private final List<LocalServer> servers = new ArrayList<>();
  private final Map<String, String> variables = new HashMap<>();

  private BackingServers() {}

  /** All of them at the same time. */
  static BackingServers start(Path folder) throws Exception {
    Path home = Path.of("../..").toAbsolutePath().normalize();
    Layout layout = new Layout(home, folder);
    assumeThat(layout.adapterJar())
        .as("built by mvn verify from the root")
        .matches(jar -> Files.exists(Path.of(jar)));
    int[] ports = freePorts(7);
    BackingServers all = new BackingServers();
    all.point(ports);
    Starter starter = new Starter(folder);
    all.startAll(
        List.of(
            () -> starter.kafka(layout, ports[0], ports[1]),
            () -> starter.registry(layout, ports[2]),
            () -> starter.ours(layout, "Postgres", ports[3], all.only("POSTGRES_PASSWORD")),
            () -> starter.ours(layout, "Redis", ports[4], all.only("REDIS_PASSWORD")),
            () -> starter.s3(layout, ports[5]),
            () -> starter.ours(layout, "ClickHouse", ports[6], all.only("CLICKHOUSE_PASSWORD"))));
    return all;
  }

  private void point(int[] ports) {
    variables.putAll(
        Map.of(
            "CORE_BOOTSTRAP_SERVERS", "127.0.0.1:" + ports[0],
            "EDGE_BOOTSTRAP_SERVERS", "127.0.0.1:" + ports[1],
            "SCHEMA_REGISTRY_URL", "http://127.0.0.1:" + ports[2] + "/apis/ccompat/v7/",
            "POSTGRES_URL", "jdbc:postgresql://127.0.0.1:" + ports[3] + "/odds",
            "REDIS_URL", "redis://127.0.0.1:" + ports[4],
            "S3_ENDPOINT", "http://127.0.0.1:" + ports[5],
            "S3_BUCKET", "somebody-elses",
            "S3_ACCESS_KEY", "somebody",
            "S3_SECRET_KEY", PASSWORD,
            "CLICKHOUSE_URL", "http://127.0.0.1:" + ports[6]));
    for (String secret : List.of("POSTGRES_PASSWORD", "REDIS_PASSWORD", "CLICKHOUSE_PASSWORD")) {
      variables.put(secret, PASSWORD);
    }
  }

  private record Starter(Path folder) {
    LocalServer kafka(Layout layout, int core, int edge) throws IOException, InterruptedException {
      return LocalServer.start(
          PACKAGE + "KafkaServerMain",
          layout.serversLib(),
          Map.of(),
          folder,
          "--cluster",
          "core:" + core + ":" + folder.resolve("core"),
          "--cluster",
          "edge:" + edge + ":" + folder.resolve("edge"));
    }

    LocalServer registry(Layout layout, int port) throws IOException, InterruptedException {
      return LocalServer.start(
          PACKAGE + "RegistryMain",
          layout.serversJar() + ":" + layout.registry(),
          Map.of(),
          folder,
          at(port, "registry"));
    }

    LocalServer ours(Layout layout, String name, int port, Map<String, String> environment)
        throws IOException, InterruptedException {
      return LocalServer.start(
          PACKAGE + name + "Main", layout.serversLib(), environment, folder, at(port, name));
    }

    LocalServer s3(Layout layout, int port) throws IOException, InterruptedException {
      return LocalServer.start(
          "io.oddsupdate.local.s3.S3Main",
          layout.s3Lib(),
          Map.of("AWS_ACCESS_KEY_ID", "somebody", "AWS_SECRET_ACCESS_KEY", PASSWORD),
          folder,
          at(port, "s3", "--bucket", "somebody-elses", "--bucket", "second"));
    }

    private String[] at(int port, String data, String... more) {
      List<String> arguments = new ArrayList<>();
      arguments.addAll(List.of("--port", Integer.toString(port)));
      arguments.addAll(List.of("--data", folder.resolve(data).toString()));
      arguments.addAll(List.of(more));
      return arguments.toArray(String[]::new);
    }
  }

  private void startAll(List<Callable<LocalServer>> starts) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(starts.size());
    try {
      List<Future<LocalServer>> starting = threads.invokeAll(starts);
      for (Future<LocalServer> one : starting) {
        servers.add(one.get());
      }
    } finally {
      threads.shutdown();
    }
  }

  /** What a user sets to point at them. */
  Map<String, String> variables() {
    return Map.copyOf(variables);
  }

  boolean allAlive() {
    return servers.stream().allMatch(LocalServer::alive);
  }

  private Map<String, String> only(String name) {
    return Map.of(name, variables.get(name));
  }

  static int[] freePorts(int count) throws IOException {
    List<ServerSocket> held = new ArrayList<>();
    int[] ports = new int[count];
    for (int i = 0; i < count; i++) {
      ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      held.add(socket);
      ports[i] = socket.getLocalPort();
    }
    for (ServerSocket socket : held) {
      socket.close();
    }
    return ports;
  }

  @Override
  public void close() {
    servers.parallelStream().forEach(LocalServer::close);
  }
}
