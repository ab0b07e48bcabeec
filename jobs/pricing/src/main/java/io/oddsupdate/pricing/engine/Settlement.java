package io.oddsupdate.pricing.engine;

import io.oddsupdate.pricing.market.MarketKind;
import io.oddsupdate.pricing.market.OutcomeResult;
import io.oddsupdate.pricing.market.Result;
import io.oddsupdate.pricing.model.LineParts;
import java.util.ArrayList;
import java.util.List;

/** How the outcomes of a market ended, in UOF's result and void factor. */
final class Settlement {
  private static final LineParts RETURNED = new LineParts(0, 0, 1, 0, 0);

  private Settlement() {}

  /**
   * @param parts of the outcomes in their order; one of each is 1
   */
  static List<OutcomeResult> of(MarketKind kind, List<LineParts> parts) {
    List<OutcomeResult> results = new ArrayList<>(parts.size());
    for (int i = 0; i < parts.size(); i++) {
      results.add(result(kind.question().outcomeIds().get(i), parts.get(i)));
    }
    return List.copyOf(results);
  }

  /** Every stake is returned. */
  static List<OutcomeResult> voided(MarketKind kind) {
    return kind.question().outcomeIds().stream().map(id -> result(id, RETURNED)).toList();
  }

  private static OutcomeResult result(String outcomeId, LineParts parts) {
    if (parts.win() == 1) {
      return new OutcomeResult(outcomeId, Result.WON, 0);
    }
    if (parts.halfWin() == 1) {
      return new OutcomeResult(outcomeId, Result.WON, 0.5);
    }
    double returned = parts.refund() == 1 ? 1 : parts.halfLose() == 1 ? 0.5 : 0;
    return new OutcomeResult(outcomeId, Result.LOST, returned);
  }
}
