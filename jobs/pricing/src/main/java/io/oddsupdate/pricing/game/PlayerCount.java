package io.oddsupdate.pricing.game;

/**
 * What an event says of a player's count.
 *
 * @param total whether {@code value} is the player's count in the whole game so far; false: what
 *     the event adds to it
 */
public record PlayerCount(String playerId, PlayerStat stat, int value, boolean total) {

  /** How {@link GameState#tallies} names the count. */
  public static String key(PlayerStat stat, String playerId) {
    return stat.name() + '|' + playerId;
  }
}
