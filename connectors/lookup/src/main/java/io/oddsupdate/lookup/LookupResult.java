package io.oddsupdate.lookup;

import java.util.function.Function;

/** How a lookup ended. A failure is a value: the caller decides what to fall back to. */
public sealed interface LookupResult<V> {
  /** The server answered with a value that could be read. */
  record Found<V>(V value) implements LookupResult<V> {}

  /** The server answered that there is none. */
  record Absent<V>() implements LookupResult<V> {}

  /** Nothing usable came back in time. */
  record Failed<V>(FailureKind kind) implements LookupResult<V> {}

  /** The same end with what a value is turned into. */
  default <W> LookupResult<W> map(Function<? super V, ? extends W> turned) {
    if (this instanceof Found<V> found) {
      return new Found<>(turned.apply(found.value()));
    }
    return this instanceof Failed<V> failed ? new Failed<>(failed.kind()) : new Absent<>();
  }
}
