package io.oddsupdate.adapter.core;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.oddsupdate.schemas.SchemaRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A vendor's feed: takes authenticated pushes and answers each once the log has it for good. Pushes
 * are read on one thread, in order, and wait for reference data only if they bring an unknown game,
 * without holding up the others.
 */
public final class Feed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Feed.class);

  private final VendorFormat format;
  private final FeedConfig config;
  private final PostgresMappings mappings;
  private final FeedMetrics metrics;
  private final PayloadReader reader;
  private final FeedOwner owner;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final ExecutorService intake;

  /**
   * @param maxBodyBytes the largest body that can become a dead letter
   */
  public Feed(
      VendorFormat format,
      FeedConfig config,
      SchemaRegistry registry,
      PostgresMappings mappings,
      MeterRegistry meters,
      Clock clock,
      int maxBodyBytes) {
    this.format = format;
    this.config = config;
    this.mappings = mappings;
    this.metrics = new FeedMetrics(meters, format.vendor());
    this.reader = new PayloadReader(config.maxJsonDepth());
    // Room for the letter's other fields and the answer in its headers.
    this.owner = new FeedOwner(config, registry, clock, metrics, maxBodyBytes + (1 << 20));
    this.intake =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "intake-" + format.vendor());
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Takes the feed over and starts to answer; until then pushes are told to come again. */
  public void start() {
    owner.start();
  }

  public String vendor() {
    return format.vendor();
  }

  /** Whether pushes are answered now. */
  public boolean ready() {
    return owner.phase() == FeedOwner.Phase.SERVING;
  }

  /**
   * Completed once another process has taken the feed over, or the owner failed: end the process.
   */
  public CompletableFuture<Void> lost() {
    return owner.lost();
  }

  /** The answer to an authenticated push; never completes exceptionally. */
  public CompletableFuture<Answer> submit(Push push) {
    if (!ready()) {
      metrics.unavailable("not_ready");
      return CompletableFuture.completedFuture(
          new Answer.Unavailable("the feed is not served here right now: send it again"));
    }
    if (inFlight.incrementAndGet() > config.maxQueued()) {
      inFlight.decrementAndGet();
      metrics.unavailable("queue_full");
      return CompletableFuture.completedFuture(
          new Answer.Unavailable("too many pushes wait: send it again"));
    }
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    intake.execute(
        () -> {
          try {
            read(push, answer);
          } catch (RuntimeException e) {
            // A boundary: a fault in a format must not leave a vendor without an answer.
            LOG.error("event=intake_failed vendor={} webhook_id={}", vendor(), push.webhookId(), e);
            metrics.unavailable("intake_failed");
            answer.complete(new Answer.Unavailable("the push could not be read: see the log"));
          }
        });
    return answer.whenComplete((done, error) -> inFlight.decrementAndGet());
  }

  private void read(Push push, CompletableFuture<Answer> answer) {
    List<Task.Item> items = items(push.body());
    Set<String> games = new LinkedHashSet<>();
    for (Task.Item item : items) {
      if (item instanceof Task.Item.Readable readable) {
        games.add(readable.payload().vendorGameId());
      }
    }
    var unused =
        mappings
            .forGames(games)
            .thenAccept(
                lookup ->
                    owner.offer(
                        new Task(push, items, lookup.mappings(), lookup.answered(), answer)));
  }

  private List<Task.Item> items(Push.Body body) {
    if (body instanceof Push.Body.Oversized oversized) {
      String detail = "the body has " + oversized.length() + " bytes: send smaller batches";
      return List.of(
          new Task.Item.TooLong(oversized, new Unusable(0, Reason.OVERSIZED, "", detail)));
    }
    byte[] bytes = ((Push.Body.Whole) body).bytes();
    List<PayloadReader.Slice> slices;
    try {
      slices = reader.read(bytes);
    } catch (UnusableException e) {
      return List.of(new Task.Item.Unreadable(bytes, Unusable.of(0, e)));
    }
    List<Task.Item> items = new ArrayList<>(slices.size());
    for (PayloadReader.Slice slice : slices) {
      items.add(item(items.size(), slice));
    }
    return items;
  }

  private Task.Item item(int index, PayloadReader.Slice slice) {
    try {
      return new Task.Item.Readable(index, slice.bytes(), format.read(object(slice.json())));
    } catch (UnusableException e) {
      return new Task.Item.Unreadable(slice.bytes(), Unusable.of(index, e));
    }
  }

  private static JsonNode object(JsonNode json) throws UnusableException {
    if (!json.isObject()) {
      throw new UnusableException(
          Reason.INVALID_FIELD, "", "a payload must be a JSON object, got " + json.getNodeType());
    }
    return json;
  }

  /** Answers what waits, then stops. */
  @Override
  public void close() {
    try {
      intake.shutdown();
      if (!intake.awaitTermination(5, TimeUnit.SECONDS)) {
        intake.shutdownNow();
      }
      owner.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    mappings.close();
  }
}
