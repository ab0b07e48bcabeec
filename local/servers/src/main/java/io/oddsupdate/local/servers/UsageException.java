package io.oddsupdate.local.servers;

/** A command line or a variable that cannot be worked with; the message names it and the fix. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }
}
