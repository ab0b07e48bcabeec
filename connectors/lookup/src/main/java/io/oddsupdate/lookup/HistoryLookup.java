package io.oddsupdate.lookup;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Remembers, of each key, the last value and when it holds, and answers from it for those times
 * alone: what is remembered never depends on when it was read. Absence is remembered for all times,
 * failures never. Who asks while a question about the same key is under way waits for its answer
 * and asks anew only where that is of another time.
 */
public final class HistoryLookup<K, V> implements AsyncLookup<At<K>, During<V>> {
  private final AsyncLookup<At<K>, During<V>> source;
  private final Duration deadline;
  private final Cache<K, CompletableFuture<LookupAnswer<During<V>>>> answers;

  /**
   * @param deadline of one lookup, however many questions of others it has waited for
   * @param keepFor how long an answer, absence included, is remembered
   * @param maxEntries the oldest leave when there are more
   */
  public HistoryLookup(
      AsyncLookup<At<K>, During<V>> source, Duration deadline, Duration keepFor, int maxEntries) {
    this(source, deadline, keepFor, maxEntries, Ticker.systemTicker());
  }

  HistoryLookup(
      AsyncLookup<At<K>, During<V>> source,
      Duration deadline,
      Duration keepFor,
      int maxEntries,
      Ticker ticker) {
    this.source = source;
    this.deadline = deadline;
    this.answers = CachedLookup.memory(keepFor, maxEntries, ticker).build();
  }

  @Override
  public CompletableFuture<LookupAnswer<During<V>>> lookup(At<K> at) {
    CompletableFuture<LookupAnswer<During<V>>> known = answers.getIfPresent(at.key());
    if (known == null) {
      return ask(at, null);
    }
    if (known.isDone()) {
      LookupAnswer<During<V>> answer = known.join();
      return answers(answer, at, true)
          ? CompletableFuture.completedFuture(new LookupAnswer<>(answer.result(), true))
          : ask(at, known);
    }
    return known
        .thenCompose(
            answer ->
                failed(answer) || answers(answer, at, false)
                    ? CompletableFuture.completedFuture(answer)
                    : lookup(at))
        .completeOnTimeout(
            LookupAnswer.fresh(new LookupResult.Failed<>(FailureKind.TIMEOUT)),
            deadline.toNanos(),
            TimeUnit.NANOSECONDS);
  }

  /** In the place of an answer that did not do, unless somebody else was quicker. */
  private CompletableFuture<LookupAnswer<During<V>>> ask(
      At<K> at, CompletableFuture<LookupAnswer<During<V>>> instead) {
    CompletableFuture<LookupAnswer<During<V>>> asked = new CompletableFuture<>();
    CompletableFuture<LookupAnswer<During<V>>> placed =
        answers
            .asMap()
            .compute(at.key(), (key, now) -> now == null || now == instead ? asked : now);
    if (placed != asked) {
      return lookup(at);
    }
    var unused =
        source
            .lookup(at)
            .thenAccept(
                answer -> {
                  if (failed(answer)) {
                    answers.asMap().remove(at.key(), asked);
                  }
                  asked.complete(answer);
                });
    return asked;
  }

  private boolean answers(LookupAnswer<During<V>> answer, At<K> at, boolean remembered) {
    if (answer.result() instanceof LookupResult.Found<During<V>> found) {
      return remembered
          ? found.value().surelyHoldsAt(at.timeMs())
          : found.value().holdsAt(at.timeMs());
    }
    return answer.result() instanceof LookupResult.Absent<During<V>>;
  }

  private boolean failed(LookupAnswer<During<V>> answer) {
    return answer.result() instanceof LookupResult.Failed<During<V>>;
  }

  @Override
  public void close() {
    source.close();
  }
}
