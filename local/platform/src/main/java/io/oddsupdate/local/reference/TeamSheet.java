package io.oddsupdate.local.reference;

import io.oddsupdate.pricing.game.PlayerStat;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A team and its roster, as the vendor knows them.
 *
 * @param rating points above an average team, at a neutral site
 * @param pace points that both teams score together in this team's games, above the league's mean
 */
public record TeamSheet(
    String vendorTeamId,
    String tricode,
    String name,
    double rating,
    double pace,
    List<PlayerSheet> players) {
  public TeamSheet {
    players = List.copyOf(players);
    if (!tricode.matches("[A-Z]{2,4}")) {
      throw new IllegalArgumentException("tricode must be two to four capitals, got " + tricode);
    }
    if (!Double.isFinite(rating) || !Double.isFinite(pace)) {
      throw new IllegalArgumentException("rating and pace of " + tricode + " must be numbers");
    }
    Set<String> ids = new HashSet<>();
    for (PlayerSheet player : players) {
      if (!ids.add(player.vendorPlayerId())) {
        throw new IllegalArgumentException(
            "player " + player.vendorPlayerId() + " is twice on the roster of " + tricode);
      }
    }
  }

  /** Weights of all players together. */
  double weights(PlayerStat stat) {
    return players.stream().mapToDouble(player -> player.weight(stat)).sum();
  }
}
