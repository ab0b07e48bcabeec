package io.oddsupdate.local.reference;

/** Where players' hot state is kept; the registration writes a first version of it. */
public interface HotState {
  /**
   * Writes the player's first version, available and with this form; does nothing where the player
   * has one.
   */
  void seed(String league, String playerId, double form);
}
