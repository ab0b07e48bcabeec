package io.oddsupdate.lookup;

/**
 * A question about a key as it was at a time.
 *
 * @param timeMs epoch milliseconds
 */
public record At<K>(K key, long timeMs) {}
