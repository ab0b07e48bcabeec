package io.oddsupdate.local.proof;

import io.oddsupdate.local.board.TopicTail;
import io.oddsupdate.schemas.Topics;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches every hop while events flow and notes when each record can first be read. A record's own
 * time stamp cannot tell: it is of the write, and what a transaction wrote is not readable before
 * its end.
 *
 * <p>Topics are followed by a reader of committed records. Stores are asked again and again, so
 * their figures are up to one interval too high.
 */
public final class LatencyObserver implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LatencyObserver.class);
  private static final long POLL_MILLIS = 1_000;
  private static final long CLOSE_SECONDS = 10;

  private final long since;
  private final Arrivals arrivals;
  private final List<TopicTail> tails = new ArrayList<>();
  private final List<StorePoll> polls;
  private final ScheduledFuture<?> looks;
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "latency-polls");
            thread.setDaemon(true);
            return thread;
          });

  private LatencyObserver(ProofConfig config) {
    this.since = System.currentTimeMillis();
    this.arrivals =
        new Arrivals(new io.oddsupdate.schemas.SchemaRegistry(config.registryUrl()), since);
    String core = config.coreBootstrap();
    String league = config.league();
    tails.add(new TopicTail(core, Topics.raw(league), arrivals::raw));
    tails.add(new TopicTail(core, Topics.decisions(league), arrivals::decision));
    tails.add(new TopicTail(core, Topics.internal(league), arrivals::internal));
    tails.add(
        new TopicTail(config.edgeBootstrap(), Topics.publicUpdates(league), arrivals::published));
    this.polls =
        List.of(
            new ClickHousePoll(config, arrivals),
            new LakePoll(config, arrivals),
            new CurrentPoll(config, arrivals));
    this.looks =
        ticker.scheduleWithFixedDelay(this::poll, POLL_MILLIS, POLL_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Starts to watch what is accepted from now on; the servers must be up. */
  public static LatencyObserver start(ProofConfig config) {
    return new LatencyObserver(config);
  }

  /** What was seen so far. */
  public Map<Hop, Latency> latencies() {
    return new EnumMap<>(arrivals.latencies());
  }

  /** Every process is at work: the steady state begins. */
  public void steadyFromNow() {
    arrivals.steadyFrom(System.currentTimeMillis());
  }

  /** The feed ends: the steady state ends. */
  public void steadyUntilNow() {
    arrivals.steadyUntil(System.currentTimeMillis());
  }

  /** What was seen between the two, so far. */
  public SteadyState steadyState() {
    return arrivals.steadyState();
  }

  /** What was read at Edge, and when no promise was made. */
  EdgeWatch edge(List<Disturbance> disturbances) {
    return new EdgeWatch(since, arrivals.edge(), disturbances);
  }

  /** The slowest suspension, from acceptance to readable at Edge, in ms; -1 if there was none. */
  public long suspensionMsMax() {
    return arrivals.suspensionMsMax();
  }

  @Override
  public void close() {
    looks.cancel(false);
    ticker.shutdownNow();
    awaitLastLook();
    tails.forEach(TopicTail::close);
    polls.forEach(StorePoll::close);
  }

  /** The stores' connections are closed next, and must not be in use. */
  private void awaitLastLook() {
    try {
      if (!ticker.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("event=latency_poll_hangs");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void poll() {
    for (StorePoll poll : polls) {
      try {
        poll.look();
      } catch (java.io.IOException | java.sql.SQLException e) {
        // A store that is down or being written to is asked again; the reconciliation judges.
        LOG.debug("event=poll_failed store={} error=\"{}\"", poll.hop().text(), e.getMessage());
      }
    }
  }
}
