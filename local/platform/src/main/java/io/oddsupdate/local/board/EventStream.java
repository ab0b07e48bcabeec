package io.oddsupdate.local.board;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Server-sent events. Each reader first gets the whole image (or, when it comes back with {@code
 * Last-Event-ID}, what changed since), then changes, at most one event every 100 ms: what happens
 * in between is one event. {@code health} events carry the hops; a comment keeps a silent
 * connection alive.
 */
final class EventStream implements HttpHandler, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

  /** More readers than one machine's users open; each holds a thread. */
  private static final int READERS_MAX = 64;

  private static final long COALESCE_MILLIS = 100;
  private static final long LOOK_MILLIS = 250;
  private static final long HEARTBEAT_NANOS = 5_000_000_000L;

  private final BoardImage image;
  private final Supplier<String> health;
  private final Semaphore seats = new Semaphore(READERS_MAX);
  private final AtomicBoolean open = new AtomicBoolean(true);

  /** Tells the ids of this process from those of an earlier one, whose versions mean nothing. */
  private final String run = Long.toString(System.currentTimeMillis(), 36);

  EventStream(BoardImage image, Supplier<String> health) {
    this.image = image;
    this.health = health;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    if (!seats.tryAcquire()) {
      exchange.getResponseHeaders().set("Retry-After", "5");
      PageFiles.answer(exchange, 503, "text/plain; charset=utf-8", "too many readers\n");
      return;
    }
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      exchange.sendResponseHeaders(200, 0);
      serve(exchange.getResponseBody(), exchange.getRequestHeaders().getFirst("Last-Event-ID"));
    } catch (IOException e) {
      LOG.debug("event=reader_left reason=\"{}\"", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      seats.release();
    }
  }

  @Override
  public void close() {
    open.set(false);
  }

  private void serve(OutputStream out, String lastEventId)
      throws IOException, InterruptedException {
    long seen = versionOf(lastEventId);
    String healthSeen = "";
    boolean first = true;
    long writtenAt = System.nanoTime();
    write(out, "retry: 1000\n\n");
    while (open.get()) {
      StringBuilder text = new StringBuilder();
      if (first || image.awaitNewerThan(seen, LOOK_MILLIS)) {
        BoardImage.Changes changes = image.since(seen);
        seen = changes.version();
        text.append("id: ").append(run).append('.').append(seen);
        text.append("\nevent: image\ndata: ").append(changes.json()).append("\n\n");
        first = false;
      }
      String healthNow = health.get();
      if (!healthNow.equals(healthSeen)) {
        healthSeen = healthNow;
        text.append("event: health\ndata: ").append(healthNow).append("\n\n");
      }
      if (text.isEmpty() && System.nanoTime() - writtenAt > HEARTBEAT_NANOS) {
        text.append(": still here\n\n");
      }
      if (!text.isEmpty()) {
        write(out, text.toString());
        writtenAt = System.nanoTime();
        Thread.sleep(COALESCE_MILLIS);
      }
    }
  }

  /** 0, the whole image, unless the id is one that this process gave. */
  private long versionOf(String lastEventId) {
    if (lastEventId == null || !lastEventId.startsWith(run + ".")) {
      return 0;
    }
    try {
      long version = Long.parseLong(lastEventId.substring(run.length() + 1));
      return version > image.version() ? 0 : version;
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
