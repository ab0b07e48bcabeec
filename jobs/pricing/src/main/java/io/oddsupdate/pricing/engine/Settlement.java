package io.oddsupdate.pricing.engine;

import io.oddsupdate.pricing.market.OutcomeResult;
import io.oddsupdate.pricing.market.Result;
import io.oddsupdate.pricing.model.LineParts;
import java.util.List;

/** How the outcomes of a market ended, in UOF's result and void factor. */
final class Settlement {
  private Settlement() {}

  /**
   * @param parts of the first outcome; one of them is 1
   */
  static List<OutcomeResult> of(QuotedKind kind, LineParts parts) {
    return List.of(result(kind.first(), parts), result(kind.second(), parts.otherSide()));
  }

  /** Every stake is returned. */
  static List<OutcomeResult> voided(QuotedKind kind) {
    return of(kind, new LineParts(0, 0, 1, 0, 0));
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
