package io.oddsupdate.lookup;

/**
 * What one question got.
 *
 * @param cached whether the answer was known before the question was asked
 */
public record LookupAnswer<V>(LookupResult<V> result, boolean cached) {
  static <V> LookupAnswer<V> fresh(LookupResult<V> result) {
    return new LookupAnswer<>(result, false);
  }
}
