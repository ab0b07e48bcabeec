package io.oddsupdate.local.platform;

import java.util.List;
import java.util.Map;

/**
 * A process that the platform keeps alive.
 *
 * @param name as logs, metrics and the report call it
 * @param environment in addition to the platform's own, of which it gets all but the secrets
 */
record ProcessSpec(
    String name, List<String> command, Map<String, String> environment, ReadyCheck ready) {

  /** Whether the process does its work; asked again until it does. */
  @FunctionalInterface
  interface ReadyCheck {
    boolean ready() throws Exception;
  }
}
