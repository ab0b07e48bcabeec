package io.oddsupdate.mirror;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Serves {@code /metrics}, {@code /health/live} (503 once a task failed) and {@code /health/ready}
 * (200 only while updates can flow).
 */
final class MirrorEndpoint implements Closeable {
  private final HttpServer server;
  private final ExecutorService threads;

  MirrorEndpoint(
      InetSocketAddress address,
      PrometheusMeterRegistry registry,
      MirrorMetrics metrics,
      Supplier<MirrorState> state)
      throws IOException {
    server = listen(address);
    threads =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "mirror-endpoint");
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(threads);
    server.createContext(
        "/metrics", exchange -> answer(exchange, 200, registry.scrape() + metrics.text()));
    server.createContext(
        "/health/live",
        exchange -> {
          MirrorState now = state.get();
          answer(exchange, now.failed().isEmpty() ? 200 : 503, now.text() + "\n");
        });
    server.createContext(
        "/health/ready",
        exchange -> {
          MirrorState now = state.get();
          answer(exchange, now.running() > 0 ? 200 : 503, now.text() + "\n");
        });
    server.start();
  }

  private static HttpServer listen(InetSocketAddress address) throws IOException {
    try {
      return HttpServer.create(address, 16);
    } catch (BindException e) {
      throw new IOException(
          address + " is taken: set " + MirrorProperties.METRICS_PORT + " to a free port", e);
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    exchange.sendResponseHeaders(status, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
