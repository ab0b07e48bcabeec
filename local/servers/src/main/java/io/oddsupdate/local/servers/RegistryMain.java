package io.oddsupdate.local.servers;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The schema registry, Apicurio, in this process: {@code --port 18081 --data DIR}. The class path
 * is this module's jar and the registry's runner jar, whose manifest names the rest.
 *
 * <p>Its store is a file of its own (H2, written through at every commit), because the packaged
 * registry knows no other database; the ids of schemas, which every record carries, survive a
 * restart.
 */
public final class RegistryMain {
  /** What the runner jar's manifest names as its main class. */
  private static final String REGISTRY = "io.quarkus.runner.GeneratedMain";

  private static final long READY_LIMIT_SECONDS = 60;

  private RegistryMain() {}

  public static void main(String[] args) {
    ServerProcess.run("registry", args, List.of("port", "data"), RegistryMain::start);
  }

  private static void start(Arguments arguments) throws Exception {
    int port = arguments.port("port");
    Path data = arguments.folder("data");
    DataFolder.claim(data);
    ServerProcess.requireFree(port, "REGISTRY_PORT");
    configure(port, data);
    Method registry = registry();
    Thread runs = new Thread(() -> run(registry), "registry");
    runs.start();
    awaitReady(port);
  }

  private static void configure(int port, Path data) throws IOException {
    Files.createDirectories(data);
    // FILE_LOCK=NO: the folder is claimed already, and H2's own lock outlives a killed process.
    String url = "jdbc:h2:file:" + data.resolve("registry") + ";WRITE_DELAY=0;FILE_LOCK=NO";
    System.setProperty("quarkus.datasource.jdbc.url", url);
    System.setProperty("quarkus.datasource.jdbc.initial-size", "2");
    System.setProperty("quarkus.datasource.jdbc.min-size", "2");
    System.setProperty("quarkus.datasource.jdbc.max-size", "8");
    System.setProperty("quarkus.http.host", ServerProcess.LOOPBACK);
    System.setProperty("quarkus.http.port", Integer.toString(port));
    System.setProperty("quarkus.banner.enabled", "false");
    System.setProperty("quarkus.log.level", "WARN");
  }

  private static Method registry() throws NoSuchMethodException {
    try {
      return Class.forName(REGISTRY).getMethod("main", String[].class);
    } catch (ClassNotFoundException e) {
      throw new UsageException(
          "the registry is not on the class path: add target/registry/*-runner.jar");
    }
  }

  private static void run(Method registry) {
    try {
      registry.invoke(null, (Object) new String[0]);
    } catch (ReflectiveOperationException e) {
      ServerProcess.fail(1, "registry", String.valueOf(e.getCause()));
    }
  }

  private static void awaitReady(int port) throws IOException, InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://%s:%d/health/ready".formatted(ServerProcess.LOOPBACK, port)))
            .build();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_LIMIT_SECONDS);
    while (System.nanoTime() < deadline) {
      try {
        if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (ConnectException e) {
        // Not listening yet.
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    throw new IOException("not ready after " + READY_LIMIT_SECONDS + " s");
  }
}
