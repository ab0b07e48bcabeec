package io.oddsupdate.local.proof;

import io.oddsupdate.avro.edge.PublicMarketStatus;
import io.oddsupdate.avro.edge.PublicOddsUpdate;
import io.oddsupdate.avro.internal.OddsUpdate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Invariant 8, its first half: between an accepted suspension and its release no market of the game
 * is ACTIVE. Walks the raw log with what partners were really told, and looks at every market of
 * the game after each event that leaves it suspended: also at those of which nothing was published.
 * The second half is {@link SuspensionTimes}.
 */
final class Suspensions {
  private Suspensions() {}

  static InvariantResult check(List<Step> steps, List<Decoded<PublicOddsUpdate>> published) {
    InvariantResult.Check check =
        new InvariantResult.Check(8, "no market is ACTIVE between a suspension and its release");
    Map<String, PublicMarketStatus> told = new HashMap<>();
    for (Decoded<PublicOddsUpdate> record : published) {
      if (record.value() != null) {
        told.putIfAbsent(record.value().getUpdateId(), record.value().getStatus());
      }
    }
    Map<String, Map<String, PublicMarketStatus>> shown = new HashMap<>();
    for (Step step : steps) {
      if (step.event() == null) {
        continue;
      }
      Map<String, PublicMarketStatus> game =
          shown.computeIfAbsent(step.event().getGameId(), id -> new TreeMap<>());
      for (OddsUpdate update : step.updates()) {
        PublicMarketStatus status = told.get(update.getUpdateId());
        if (status != null) {
          game.put(MarketKeys.of(update), status);
        }
      }
      if (step.state() != null && step.suspended()) {
        check.checked();
        game.forEach(
            (market, status) -> {
              if (status == PublicMarketStatus.ACTIVE) {
                check.violated(market + " is ACTIVE after " + step.raw().where());
              }
            });
      }
    }
    return check.result();
  }
}
