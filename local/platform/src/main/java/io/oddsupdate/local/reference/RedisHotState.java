package io.oddsupdate.local.reference;

import io.oddsupdate.lookup.MalformedValueException;
import io.oddsupdate.odds.enrich.HotStateStore;
import io.oddsupdate.pricing.reference.Availability;

/** Players' hot state where the odds job reads it. */
public final class RedisHotState implements HotState {
  private final HotStateStore store;

  public RedisHotState(HotStateStore store) {
    this.store = store;
  }

  @Override
  public void seed(String league, String playerId, double form) {
    try {
      if (store.get(league, playerId).isEmpty()) {
        store.set(league, playerId, Availability.IN, form);
      }
    } catch (MalformedValueException e) {
      throw new IllegalStateException(
          "hot state of player " + playerId + " cannot be read: " + e.getMessage(), e);
    }
  }
}
