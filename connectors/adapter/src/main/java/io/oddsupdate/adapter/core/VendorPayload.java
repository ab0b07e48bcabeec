package io.oddsupdate.adapter.core;

/** One payload that its vendor's format has read. */
public interface VendorPayload {
  /** The game in the vendor's words. */
  String vendorGameId();

  /**
   * What the payload adds to the game's raw log. A pure function of its arguments; either the whole
   * payload counts or none of it, because half a list would delete the other half.
   *
   * @param image the log so far
   * @param receivedAtMs when the push arrived, epoch ms
   * @throws UnusableException if the payload contradicts reference data
   */
  Changes against(GameImage image, Mappings.Game game, Mappings.Players players, long receivedAtMs)
      throws UnusableException;
}
