package io.oddsupdate.local.board;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The page and its stream, on the loopback address: {@code GET /} the page, {@code GET /events}
 * server-sent events, {@code GET /health} the hops as JSON.
 */
public final class BoardServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BoardServer.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long HEALTH_EVERY_MILLIS = 1_000;

  private final HttpServer http;
  private final EventStream events;
  private final ExecutorService requests;
  private final ScheduledExecutorService clock;
  private final ScheduledFuture<?> looks;
  private final AtomicReference<String> health = new AtomicReference<>("[]");

  private BoardServer(HttpServer http, BoardImage image, Supplier<List<HopStatus>> hops) {
    this.http = http;
    this.events = new EventStream(image, health::get);
    this.requests =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "board-request");
              thread.setDaemon(true);
              return thread;
            });
    this.clock =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "board-health");
              thread.setDaemon(true);
              return thread;
            });
    http.setExecutor(requests);
    http.createContext("/", new PageFiles());
    http.createContext("/events", events);
    http.createContext(
        "/health", exchange -> PageFiles.answer(exchange, 200, "application/json", health.get()));
    this.looks =
        clock.scheduleWithFixedDelay(
            () -> look(hops), 0, HEALTH_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    http.start();
    LOG.info("event=board_started url=http://127.0.0.1:{}/", port());
  }

  /**
   * Starts to serve.
   *
   * @param hops asked once a second, in the order of the flow
   * @throws IOException if the port is taken; the message names the port and the setting
   */
  public static BoardServer start(int port, BoardImage image, Supplier<List<HopStatus>> hops)
      throws IOException {
    HttpServer http;
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 64);
    } catch (BindException e) {
      throw new IOException(
          "port %d is taken: stop what listens there, or choose another with BOARD_PORT"
              .formatted(port),
          e);
    }
    return new BoardServer(http, image, hops);
  }

  public int port() {
    return http.getAddress().getPort();
  }

  @Override
  public void close() {
    looks.cancel(true);
    clock.shutdownNow();
    events.close();
    http.stop(0);
    requests.shutdownNow();
  }

  private void look(Supplier<List<HopStatus>> hops) {
    try {
      ArrayNode nodes = JSON.createArrayNode();
      for (HopStatus hop : hops.get()) {
        nodes
            .addObject()
            .put("name", hop.name())
            .put("records", hop.records())
            .put("lag", hop.lag())
            .put("healthy", hop.healthy())
            .put("detail", hop.detail());
      }
      health.set(nodes.toString());
    } catch (RuntimeException e) {
      // The schedule would end silently, and the page would show the last health for ever.
      LOG.warn("event=health_unknown error=\"{}\"", e.toString());
      health.set(
          JSON.createArrayNode()
              .add(
                  JSON.createObjectNode()
                      .put("name", "platform")
                      .put("records", -1)
                      .put("lag", -1)
                      .put("healthy", false)
                      .put("detail", "health is not known: " + e.getMessage()))
              .toString());
    }
  }
}
