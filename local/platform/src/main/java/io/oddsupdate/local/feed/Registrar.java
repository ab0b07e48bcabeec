package io.oddsupdate.local.feed;

import io.oddsupdate.local.reference.GameSheet;

/** Makes a game known before it is pushed. */
@FunctionalInterface
public interface Registrar {
  /**
   * @throws IllegalStateException where it cannot now; it is asked again
   */
  void register(GameSheet sheet);
}
