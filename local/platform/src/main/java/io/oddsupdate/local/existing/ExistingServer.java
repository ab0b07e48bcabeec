package io.oddsupdate.local.existing;

import java.util.List;
import java.util.Optional;

/** A server that a variable points at. */
public interface ExistingServer {
  /**
   * What keeps the platform from using the server: the variable, what is wrong, the fix. Empty if
   * nothing does.
   */
  Optional<String> refusal() throws InterruptedException;

  /**
   * What the server holds of an earlier run, and what clears it; one line each. Wants a server that
   * refuses nothing.
   */
  List<String> remains() throws InterruptedException;
}
