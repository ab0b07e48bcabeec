package io.oddsupdate.odds.enrich;

import io.oddsupdate.lookup.Fetch;
import io.oddsupdate.lookup.MalformedValueException;
import io.oddsupdate.lookup.RedisHashes;
import io.oddsupdate.pricing.reference.PlayerHot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the hot state of a roster in one round trip, sorted by player id. One value that cannot be
 * read fails the whole lookup: prices must not rest on half of a roster's news.
 */
final class HotPlayers implements Fetch<Roster, List<PlayerHot>> {
  private final RedisHashes hashes;

  HotPlayers(RedisHashes hashes) {
    this.hashes = hashes;
  }

  @Override
  public Optional<List<PlayerHot>> fetch(Roster roster) throws MalformedValueException {
    List<String> keys =
        roster.playerIds().stream().map(id -> HotKeys.current(roster.league(), id)).toList();
    Map<String, Map<String, String>> found = hashes.fetch(keys).orElse(Map.of());
    List<PlayerHot> players = new ArrayList<>();
    for (String playerId : roster.playerIds()) {
      Map<String, String> hash = found.get(HotKeys.current(roster.league(), playerId));
      if (hash != null) {
        players.add(HotKeys.read(playerId, hash));
      }
    }
    return players.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(players));
  }

  @Override
  public void close() {
    hashes.close();
  }
}
