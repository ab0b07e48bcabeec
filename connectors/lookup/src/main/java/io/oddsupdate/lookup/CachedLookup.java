package io.oddsupdate.lookup;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Remembers answers for a while and asks once for all who want the same key at the same time.
 * Failures are never remembered: the next caller asks again. Joining a question that is under way
 * ends with that question, so within the joiner's own deadline too.
 */
public final class CachedLookup<K, V> implements AsyncLookup<K, V> {
  private final AsyncLookup<K, V> source;
  private final AsyncCache<K, LookupAnswer<V>> answers;

  /**
   * @param keepFor how long an answer, absence included, holds
   * @param maxEntries the oldest leave when there are more
   */
  public CachedLookup(AsyncLookup<K, V> source, Duration keepFor, int maxEntries) {
    this(source, keepFor, maxEntries, Ticker.systemTicker());
  }

  CachedLookup(AsyncLookup<K, V> source, Duration keepFor, int maxEntries, Ticker ticker) {
    this.source = source;
    this.answers = memory(keepFor, maxEntries, ticker).buildAsync();
  }

  /** Where answers are kept, cleared up by whoever asks: no thread of its own. */
  static Caffeine<Object, Object> memory(Duration keepFor, int maxEntries, Ticker ticker) {
    return Caffeine.newBuilder()
        .expireAfterWrite(keepFor)
        .maximumSize(maxEntries)
        .ticker(ticker)
        .executor(Runnable::run);
  }

  @Override
  public CompletableFuture<LookupAnswer<V>> lookup(K key) {
    CompletableFuture<LookupAnswer<V>> known = answers.getIfPresent(key);
    if (known != null && known.isDone() && !failed(known.join())) {
      return CompletableFuture.completedFuture(new LookupAnswer<>(known.join().result(), true));
    }
    CompletableFuture<LookupAnswer<V>> asked = answers.get(key, (k, executor) -> source.lookup(k));
    return asked.thenApply(
        answer -> {
          if (failed(answer)) {
            answers.asMap().remove(key, asked);
          }
          return answer;
        });
  }

  private static <V> boolean failed(LookupAnswer<V> answer) {
    return answer.result() instanceof LookupResult.Failed<V>;
  }

  @Override
  public void close() {
    source.close();
  }
}
