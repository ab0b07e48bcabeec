package io.oddsupdate.pricing.engine;

import io.oddsupdate.pricing.market.MarketStatus;
import io.oddsupdate.pricing.market.Outcome;
import io.oddsupdate.pricing.market.OutcomeResult;
import io.oddsupdate.pricing.market.Reason;
import java.util.List;

/**
 * One market as it stands: what an update would say of it.
 *
 * @param outcomes empty where nothing could be priced
 * @param results empty unless settled
 */
record Image(
    MarketStatus status, Reason reason, List<Outcome> outcomes, List<OutcomeResult> results) {

  /** Whether an update must be written, given the last one of this epoch. */
  boolean differsFrom(Quoted last) {
    if (status != last.status()) {
      return true;
    }
    if (status == MarketStatus.SETTLED || status == MarketStatus.CANCELLED) {
      return !results.equals(last.results());
    }
    if (!reason.text().equals(last.reason()) || outcomes.size() != last.prices().size()) {
      return true;
    }
    for (int i = 0; i < outcomes.size(); i++) {
      Outcome outcome = outcomes.get(i);
      if (outcome.price() != last.prices().get(i) || outcome.active() != last.active().get(i)) {
        return true;
      }
    }
    return false;
  }
}
