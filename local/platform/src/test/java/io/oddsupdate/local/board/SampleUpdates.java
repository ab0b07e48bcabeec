package io.oddsupdate.local.board;

import io.oddsupdate.avro.edge.PublicCertainty;
import io.oddsupdate.avro.edge.PublicMarket;
import io.oddsupdate.avro.edge.PublicMarketStatus;
import io.oddsupdate.avro.edge.PublicOddsUpdate;
import io.oddsupdate.avro.edge.PublicOutcome;
import io.oddsupdate.avro.edge.PublicOutcomeResult;
import io.oddsupdate.avro.edge.PublicResult;
import io.oddsupdate.avro.edge.PublicSettlement;
import java.util.List;

/** Public updates as partners would read them. */
final class SampleUpdates {
  private SampleUpdates() {}

  /** A market before anything is known of its status: two outcomes, active. */
  static PublicOddsUpdate active(
      String gameId, int marketId, String specifiers, String playerId, long sequence, double over) {
    List<String> ids =
        switch (marketId) {
          case 219 -> List.of("4", "5");
          case 223 -> List.of("1714", "1715");
          default -> List.of("12", "13");
        };
    String name =
        switch (marketId) {
          case 219 -> "Winner (incl. overtime)";
          case 223 -> "Handicap (incl. overtime)";
          case 225 -> "Total (incl. overtime)";
          case 768 -> "Player points (incl. overtime)";
          default -> "Team total (incl. overtime)";
        };
    String key =
        gameId + "|" + marketId + "|" + specifiers + "|" + (playerId == null ? "" : playerId);
    return PublicOddsUpdate.newBuilder()
        .setUpdateId(key + "#1." + sequence)
        .setEpoch(1)
        .setSequence(sequence)
        .setLeague("nba")
        .setGameId(gameId)
        .setPlayerId(playerId)
        .setMarket(new PublicMarket(marketId, name, specifiers, "incl_overtime"))
        .setStatus(PublicMarketStatus.ACTIVE)
        .setReason(null)
        .setOutcomes(List.of(outcome(ids.get(0), over), outcome(ids.get(1), 1 - over)))
        .build();
  }

  static PublicOddsUpdate with(
      PublicOddsUpdate update, long sequence, PublicMarketStatus status, String reason) {
    return PublicOddsUpdate.newBuilder(update)
        .setSequence(sequence)
        .setUpdateId(update.getUpdateId().replaceFirst("#.*", "#1." + sequence))
        .setStatus(status)
        .setReason(reason)
        .build();
  }

  static PublicOddsUpdate settled(PublicOddsUpdate update, long sequence, boolean firstWon) {
    PublicOddsUpdate over = with(update, sequence, PublicMarketStatus.SETTLED, "result");
    over.setSettlement(
        new PublicSettlement(
            List.of(
                new PublicOutcomeResult(
                    update.getOutcomes().get(0).getId(),
                    firstWon ? PublicResult.WON : PublicResult.LOST,
                    0.0),
                new PublicOutcomeResult(
                    update.getOutcomes().get(1).getId(),
                    firstWon ? PublicResult.LOST : PublicResult.WON,
                    0.0)),
            PublicCertainty.CONFIRMED));
    return over;
  }

  private static PublicOutcome outcome(String id, double probability) {
    double decimal = Math.max(1.01, 0.955 / probability);
    int american =
        (int) (decimal >= 2 ? Math.floor((decimal - 1) * 100) : -Math.ceil(100 / (decimal - 1)));
    return new PublicOutcome(
        id,
        id,
        Math.round(decimal * 10_000),
        american,
        Math.round((decimal - 1) * 20) + "/20",
        true);
  }
}
