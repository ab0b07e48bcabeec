package io.oddsupdate.adapter.core;

import io.oddsupdate.schemas.RegistryUnavailableException;
import io.oddsupdate.schemas.SchemaRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that owns a feed. It takes whatever pushes wait, compares them with the games'
 * images, writes what is new in one transaction and only then answers them.
 *
 * <p>The images are a fold of the log. Whenever it is not certain what the log says, at the start
 * and after a commit whose outcome is unknown, they are rebuilt from the log before the next
 * answer.
 */
final class FeedOwner {
  /** Where the owner stands; only SERVING answers pushes. */
  enum Phase {
    REBUILDING,
    SERVING,
    LOST,
    STOPPED
  }

  private static final Logger LOG = LoggerFactory.getLogger(FeedOwner.class);
  private static final long TICK_MS = 100;
  private static final long RETRY_MS = 1000;
  private static final int MAX_GROUP = 64;

  private final FeedConfig config;
  private final SchemaRegistry registry;
  private final Clock clock;
  private final FeedMetrics metrics;
  private final int maxRecordBytes;
  private final BlockingQueue<Task> queue = new LinkedBlockingQueue<>();
  private final CompletableFuture<Void> lost = new CompletableFuture<>();
  private final Thread thread;
  private volatile Phase phase = Phase.REBUILDING;
  private volatile boolean stopping;
  private RawLogWriter writer;
  private SchemaIds ids;
  private FeedState state;
  private long heardAtMs;

  FeedOwner(
      FeedConfig config,
      SchemaRegistry registry,
      Clock clock,
      FeedMetrics metrics,
      int maxRecordBytes) {
    this.config = config;
    this.registry = registry;
    this.clock = clock;
    this.metrics = metrics;
    this.maxRecordBytes = maxRecordBytes;
    this.thread = new Thread(this::run, "feed-" + config.vendor());
  }

  void start() {
    thread.start();
  }

  Phase phase() {
    return phase;
  }

  /** Completed once this owner may never write again: it was fenced, or it failed. */
  CompletableFuture<Void> lost() {
    return lost;
  }

  /** Hands a push over; its answer comes from the owner's thread. */
  void offer(Task task) {
    if (phase != Phase.SERVING || !queue.offer(task)) {
      refuse(task);
    } else if (phase != Phase.SERVING && queue.remove(task)) {
      // The owner may have stopped between the two: nobody else would answer.
      refuse(task);
    }
  }

  /** Answers what waits, then stops. */
  void stop() throws InterruptedException {
    stopping = true;
    thread.join();
  }

  private void run() {
    try {
      while (phase != Phase.LOST && !(stopping && queue.isEmpty())) {
        if (phase == Phase.REBUILDING) {
          rebuild();
        } else {
          serve();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // A boundary: an owner that died unheard would leave the feed ready and dead.
      LOG.error("event=feed_owner_failed vendor={}", config.vendor(), e);
      lose("its owner failed");
    } finally {
      if (phase != Phase.LOST) {
        phase = Phase.STOPPED;
      }
      refuseQueued();
      closeWriter();
    }
  }

  private void rebuild() throws InterruptedException {
    refuseQueued();
    closeWriter();
    try {
      ids = SchemaIds.lookUp(registry, config.league());
      writer =
          new RawLogWriter(
              KafkaClients.producer(config.kafka(), config.transactionalId(), maxRecordBytes));
      state =
          new RawLogReader(config, registry, KafkaClients.consumer(config.kafka()))
              .read(clock.millis());
      closeOldGames();
      // A gap in the log before this start may be an adapter that was dead: it counts as silence.
      long newest = state.newestOfOpenGamesMs();
      heardAtMs = newest == 0 ? clock.millis() : newest;
      metrics.openGames(state.openGames());
      phase = Phase.SERVING;
      LOG.info(
          "event=feed_owned vendor={} transactional_id={} open_games={}",
          config.vendor(),
          config.transactionalId(),
          state.openGames());
    } catch (KafkaException | RegistryUnavailableException | IllegalStateException e) {
      LOG.warn("event=feed_waits vendor={} cause=\"{}\"", config.vendor(), e.toString());
      if (!stopping) {
        TimeUnit.MILLISECONDS.sleep(RETRY_MS);
      } else {
        phase = Phase.STOPPED;
      }
    }
  }

  private void serve() throws InterruptedException {
    List<Task> group = new ArrayList<>();
    Task first = queue.poll(TICK_MS, TimeUnit.MILLISECONDS);
    if (first != null) {
      group.add(first);
      queue.drainTo(group, MAX_GROUP - 1);
      write(group);
    }
    if (phase == Phase.SERVING) {
      reportSilence();
      closeOldGames();
    }
  }

  private void write(List<Task> group) {
    Staging staging = new Staging(config, state, ids, metrics);
    List<Answer> answers = new ArrayList<>(group.size());
    for (Task task : group) {
      answers.add(staging.take(task, clock.millis()));
    }
    boolean committed = commit(staging);
    for (int i = 0; i < group.size(); i++) {
      Answer answer =
          committed
              ? answers.get(i)
              : new Answer.Unavailable("the log did not take the push for good: send it again");
      group.get(i).answer().complete(answer);
    }
  }

  private void reportSilence() {
    long silentMs = clock.millis() - heardAtMs;
    if (config.silence().isZero() || silentMs < config.silence().toMillis()) {
      return;
    }
    Staging staging = new Staging(config, state, ids, metrics);
    staging.reportSilence(clock.millis());
    if (!staging.records().isEmpty() && commit(staging)) {
      LOG.warn(
          "event=feed_silent vendor={} silent_ms={} games={}",
          config.vendor(),
          silentMs,
          staging.records().size());
    }
  }

  /** True if the log has what was staged; then the state has it too. */
  private boolean commit(Staging staging) {
    if (!staging.records().isEmpty()) {
      long began = System.nanoTime();
      RawLogWriter.Outcome outcome = writer.commit(staging.records());
      switch (outcome) {
        case COMMITTED -> metrics.committed(System.nanoTime() - began);
        case ABORTED -> {
          metrics.unavailable("aborted");
          return false;
        }
        case UNREACHABLE -> {
          // Serving on would let every push wait for a time-out: start over, once Kafka answers.
          metrics.unavailable("kafka");
          phase = Phase.REBUILDING;
          return false;
        }
        case UNKNOWN -> {
          metrics.unavailable("commit_unknown");
          phase = Phase.REBUILDING;
          return false;
        }
        case FENCED -> {
          lose("another process owns it");
          return false;
        }
      }
    }
    staging.promote();
    if (staging.heard()) {
      heardAtMs = clock.millis();
    }
    return true;
  }

  private void lose(String why) {
    phase = Phase.LOST;
    LOG.error("event=feed_lost vendor={} why=\"{}\"", config.vendor(), why);
    lost.complete(null);
  }

  private void closeOldGames() {
    state.close(clock.millis() - config.keepAfterEnd().toMillis());
  }

  private void refuseQueued() {
    List<Task> left = new ArrayList<>();
    queue.drainTo(left);
    left.forEach(FeedOwner::refuse);
  }

  private static void refuse(Task task) {
    task.answer()
        .complete(new Answer.Unavailable("the feed is not served here right now: send it again"));
  }

  private void closeWriter() {
    if (writer != null) {
      writer.close();
      writer = null;
    }
  }
}
