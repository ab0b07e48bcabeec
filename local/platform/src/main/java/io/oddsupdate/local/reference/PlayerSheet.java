package io.oddsupdate.local.reference;

import io.oddsupdate.pricing.game.PlayerStat;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * One player of a team's roster, as the vendor knows him.
 *
 * @param vendorPlayerId the vendor's id, digits
 * @param name as shown on a board
 * @param weights his share of what the team counts, before the game, relative to team mates;
 *     positive. What he has no weight for is not expected of him
 * @param form factor on the player's expected rate that the hot state starts with; positive
 */
public record PlayerSheet(
    String vendorPlayerId, String name, Map<PlayerStat, Double> weights, double form) {
  public PlayerSheet {
    weights = weights.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(weights));
    if (vendorPlayerId.isBlank()) {
      throw new IllegalArgumentException("vendorPlayerId is empty: give the vendor's player id");
    }
    for (Map.Entry<PlayerStat, Double> weight : weights.entrySet()) {
      if (!(weight.getValue() > 0) || weight.getValue().isInfinite()) {
        throw new IllegalArgumentException(
            "%s weight of player %s must be positive, got %s"
                .formatted(weight.getKey(), vendorPlayerId, weight.getValue()));
      }
    }
    if (!(form > 0)) {
      throw new IllegalArgumentException("form of player " + vendorPlayerId + " must be positive");
    }
  }

  /** 0 where nothing of it is expected of him. */
  public double weight(PlayerStat stat) {
    return weights.getOrDefault(stat, 0.0);
  }
}
