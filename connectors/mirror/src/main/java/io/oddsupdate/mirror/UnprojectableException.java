package io.oddsupdate.mirror;

/**
 * One record that cannot be shown to partners: undecodable, of an unknown writer schema, or of one
 * that does not resolve to ours. Trying again does not help; a person may skip it.
 */
final class UnprojectableException extends Exception {
  private static final long serialVersionUID = 1L;

  UnprojectableException(String message, Throwable cause) {
    super(message, cause);
  }
}
