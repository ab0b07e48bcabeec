package io.oddsupdate.pricing.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The enrichment that an event was priced with: what its decision records.
 *
 * @param reference null where it was never known
 * @param hot the last value known of each player, sorted by player id
 * @param defaulted the lookups that failed, so that the last known value was used: {@code
 *     reference}, {@code hot}
 */
public record Enrichment(GameReference reference, List<PlayerHot> hot, List<String> defaulted) {
  public static final Enrichment UNKNOWN = new Enrichment(null, List.of(), List.of());

  /**
   * The enrichment that lookups lead to. What was not found, because it is absent or because the
   * lookup failed, keeps its last known value; only a failure is named in {@code defaulted}.
   */
  public static Enrichment resolve(Enrichment lastKnown, Lookups lookups) {
    GameReference reference =
        switch (lookups.referenceOutcome()) {
          case FOUND -> lookups.reference();
          case ABSENT, FAILED -> lastKnown.reference();
        };
    List<PlayerHot> hot =
        switch (lookups.hotOutcome()) {
          case FOUND -> merge(lastKnown.hot(), lookups.hot());
          case ABSENT, FAILED -> lastKnown.hot();
        };
    List<String> defaulted = new ArrayList<>(2);
    if (lookups.referenceOutcome() == LookupOutcome.FAILED) {
      defaulted.add("reference");
    }
    if (lookups.hotOutcome() == LookupOutcome.FAILED) {
      defaulted.add("hot");
    }
    return new Enrichment(reference, hot, List.copyOf(defaulted));
  }

  /** The enrichment as the game's shadow prices with it; null where it has none. */
  public Enrichment ofShadow() {
    GameReference shadowed = reference == null ? null : reference.ofShadow();
    return shadowed == null ? null : new Enrichment(shadowed, hot, defaulted);
  }

  private static List<PlayerHot> merge(List<PlayerHot> lastKnown, List<PlayerHot> found) {
    if (found.isEmpty()) {
      return lastKnown;
    }
    TreeMap<String, PlayerHot> byPlayer = new TreeMap<>();
    lastKnown.forEach(player -> byPlayer.put(player.playerId(), player));
    found.forEach(player -> byPlayer.put(player.playerId(), player));
    return List.copyOf(byPlayer.values());
  }
}
