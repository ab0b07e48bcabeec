package io.oddsupdate.local.proof;

/**
 * A record and what its value says.
 *
 * @param value null where it cannot be decoded
 * @param problem why not, or null
 */
record Decoded<T>(LoggedRecord record, T value, String problem) {}
