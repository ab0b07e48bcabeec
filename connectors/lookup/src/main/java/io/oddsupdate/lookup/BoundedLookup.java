package io.oddsupdate.lookup;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a blocking {@link Fetch} on threads of its own: as many as the pool has connections, with a
 * bounded queue, retries inside the deadline and a circuit breaker. Closing it closes the fetch.
 */
public final class BoundedLookup<K, V> implements AsyncLookup<K, V> {
  private static final Logger LOG = LoggerFactory.getLogger(BoundedLookup.class);

  /** Long enough for a restarting server's port to answer differently, short in any deadline. */
  private static final Duration RETRY_PAUSE = Duration.ofMillis(2);

  private final String name;
  private final Fetch<K, V> fetch;
  private final Duration deadline;
  private final RetryPolicy policy;
  private final CircuitBreaker breaker;
  private final ThreadPoolExecutor threads;

  public BoundedLookup(String name, Fetch<K, V> fetch, LookupConfig config) {
    this.name = name;
    this.fetch = fetch;
    this.deadline = config.deadline();
    this.policy = new RetryPolicy(config.attempts(), RETRY_PAUSE);
    this.breaker = new CircuitBreaker(name, config.tolerance(), config.openFor(), System::nanoTime);
    AtomicInteger number = new AtomicInteger();
    this.threads =
        new ThreadPoolExecutor(
            config.threads(),
            config.threads(),
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(config.maxQueued()),
            task -> {
              Thread thread = new Thread(task, "lookup-" + name + "-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  public CompletableFuture<LookupAnswer<V>> lookup(K key) {
    if (!breaker.permits()) {
      return CompletableFuture.completedFuture(
          LookupAnswer.fresh(new LookupResult.Failed<>(FailureKind.UNAVAILABLE)));
    }
    long deadlineNanos = System.nanoTime() + deadline.toNanos();
    CompletableFuture<LookupResult<V>> result = new CompletableFuture<>();
    try {
      threads.execute(
          () -> {
            // One that waited past its deadline has been answered: do not load the server with it.
            if (!result.isDone()) {
              result.complete(attempt(key, deadlineNanos));
            }
          });
    } catch (RejectedExecutionException e) {
      result.complete(new LookupResult.Failed<>(FailureKind.UNAVAILABLE));
    }
    return result
        .completeOnTimeout(
            new LookupResult.Failed<>(FailureKind.TIMEOUT),
            deadline.toNanos(),
            TimeUnit.NANOSECONDS)
        .thenApply(
            ended -> {
              remember(ended);
              return LookupAnswer.fresh(ended);
            });
  }

  private LookupResult<V> attempt(K key, long deadlineNanos) {
    for (int attempt = 1; ; attempt++) {
      try {
        Optional<V> value = fetch.fetch(key);
        if (value.isPresent()) {
          return new LookupResult.Found<>(value.get());
        }
        return new LookupResult.Absent<>();
      } catch (Exception e) { // the boundary: from here on a failure is a value
        FailureKind kind = FailureClassifier.classify(e);
        LOG.debug("lookup={} attempt={} failure={}", name, attempt, kind, e);
        if (kind == FailureKind.MALFORMED) {
          LOG.warn("lookup={} failure={} key={} detail={}", name, kind, key, e.getMessage());
        }
        Duration left = Duration.ofNanos(deadlineNanos - System.nanoTime());
        if (!policy.retries(kind, attempt, left) || !pause()) {
          return new LookupResult.Failed<>(kind);
        }
      }
    }
  }

  private boolean pause() {
    try {
      TimeUnit.NANOSECONDS.sleep(policy.pause().toNanos());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void remember(LookupResult<V> ended) {
    if (ended instanceof LookupResult.Failed<V> failed && failed.kind() != FailureKind.MALFORMED) {
      breaker.failed(failed.kind());
    } else {
      breaker.answered();
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    fetch.close();
  }
}
