package io.oddsupdate.lookup;

import java.util.Optional;

/** One blocking attempt to read a value from a server. Safe for use by several threads. */
public interface Fetch<K, V> extends AutoCloseable {
  /**
   * Reads the value of a key; empty if there is none.
   *
   * @throws MalformedValueException if there is one that cannot be read
   * @throws Exception if the server cannot be asked; {@link FailureClassifier} names the kind
   */
  Optional<V> fetch(K key) throws Exception;

  @Override
  void close();
}
