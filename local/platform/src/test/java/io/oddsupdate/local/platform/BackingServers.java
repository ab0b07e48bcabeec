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
    all.variables.putAll(
        Map.of(
            "CORE_BOOTSTRAP_SERVERS", "127.0.0.1:" + ports[0],
            "EDGE_BOOTSTRAP_SERVERS", "127.0.0.1:" + ports[1],
            "SCHEMA_REGISTRY_URL", "http://127.0.0.1:" + ports[2] + "/apis/ccompat/v7/",
            "POSTGRES_URL", "jdbc:postgresql://127.0.0.1:" + ports[3] + "/odds",
            "REDIS_URL", "redis://127.0.0.1:" + ports[4],
            "S3_ENDPOINT", "http://127.0.0.1:" + ports[5],
            "S3_BUCKET", "somebody-elses",
            "CLICKHOUSE_URL", "http://127.0.0.1:" + ports[6]));
    all.variables.put("S3_ACCESS_KEY", "somebody");
    for (String secret : List.of("POSTGRES_PASSWORD", "REDIS_PASSWORD", "CLICKHOUSE_PASSWORD")) {
      all.variables.put(secret, PASSWORD);
    }
    all.variables.put("S3_SECRET_KEY", PASSWORD);
    Map<String, String> s3Keys =
        Map.of("AWS_ACCESS_KEY_ID", "somebody", "AWS_SECRET_ACCESS_KEY", PASSWORD);
    Starter starter = new Starter(folder);
    String ours = layout.serversLib();
    all.startAll(
        List.of(
            () ->
                starter.start(
                    PACKAGE + "KafkaServerMain",
                    ours,
                    Map.of(),
                    "--cluster",
                    "core:" + ports[0] + ":" + folder.resolve("core"),
                    "--cluster",
                    "edge:" + ports[1] + ":" + folder.resolve("edge")),
            () ->
                starter.start(
                    PACKAGE + "RegistryMain",
                    layout.serversJar() + ":" + layout.registry(),
                    Map.of(),
                    starter.at(ports[2], "registry")),
            () ->
                starter.start(
                    PACKAGE + "PostgresMain",
                    ours,
                    all.only("POSTGRES_PASSWORD"),
                    starter.at(ports[3], "postgres")),
            () ->
                starter.start(
                    PACKAGE + "RedisMain",
                    ours,
                    all.only("REDIS_PASSWORD"),
                    starter.at(ports[4], "redis")),
            () ->
                starter.start(
                    "io.oddsupdate.local.s3.S3Main",
                    layout.s3Lib(),
                    s3Keys,
                    starter.at(ports[5], "s3", "--bucket", "somebody-elses", "--bucket", "second")),
            () ->
                starter.start(
                    PACKAGE + "ClickHouseMain",
                    ours,
                    all.only("CLICKHOUSE_PASSWORD"),
                    starter.at(ports[6], "clickhouse"))));
    return all;
  }

  private record Starter(Path folder) {
    LocalServer start(
        String main, String classPath, Map<String, String> environment, String... arguments)
        throws IOException, InterruptedException {
      return LocalServer.start(main, classPath, environment, folder, arguments);
    }

    String[] at(int port, String data, String... more) {
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
