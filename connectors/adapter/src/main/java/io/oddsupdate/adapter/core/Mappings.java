package io.oddsupdate.adapter.core;

import java.util.Map;
import java.util.Optional;

/**
 * What reference data says about a vendor's ids: one consistent snapshot.
 *
 * @param games by the vendor's game id
 * @param playerIds ours by the vendor's player id
 */
public record Mappings(String vendor, Map<String, Game> games, Map<String, String> playerIds) {
  /**
   * A mapped game.
   *
   * @param homeTeam the vendor's id of the home team
   * @param awayTeam the vendor's id of the away team
   */
  public record Game(String gameId, String league, String homeTeam, String awayTeam) {}

  /** The vendor's players in our words. */
  @FunctionalInterface
  public interface Players {
    /** Our id of a vendor's player; {@code unmapped:<vendor>:<id>} where there is none. */
    String idOf(String vendorPlayerId);
  }

  public Mappings {
    games = Map.copyOf(games);
    playerIds = Map.copyOf(playerIds);
  }

  public static Mappings none(String vendor) {
    return new Mappings(vendor, Map.of(), Map.of());
  }

  public Optional<Game> game(String vendorGameId) {
    return Optional.ofNullable(games.get(vendorGameId));
  }

  public Players players() {
    return id -> playerIds.getOrDefault(id, "unmapped:" + vendor + ":" + id);
  }
}
