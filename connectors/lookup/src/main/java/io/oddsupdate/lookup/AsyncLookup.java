package io.oddsupdate.lookup;

import java.util.concurrent.CompletableFuture;

/**
 * A question to a server that the caller does not wait for. The future never completes
 * exceptionally and completes within the lookup's deadline, whatever the server does.
 */
public interface AsyncLookup<K, V> extends AutoCloseable {
  CompletableFuture<LookupAnswer<V>> lookup(K key);

  @Override
  void close();
}
