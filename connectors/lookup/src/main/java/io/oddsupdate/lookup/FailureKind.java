package io.oddsupdate.lookup;

/** Why a lookup failed. */
public enum FailureKind {
  /** No answer before the deadline. */
  TIMEOUT,
  /** No connection, a refused one, an overloaded or failing server, or an open circuit. */
  UNAVAILABLE,
  /** The server answered with something that cannot be read: asking again does not help. */
  MALFORMED
}
