package io.oddsupdate.pricing.engine;

import io.oddsupdate.pricing.market.Outcome;
import io.oddsupdate.pricing.market.Question;
import io.oddsupdate.pricing.model.LineParts;
import io.oddsupdate.pricing.odds.DecimalOdds;
import io.oddsupdate.pricing.odds.Margin;
import java.util.List;

/** From chances to the prices of a market's outcomes. */
final class Quotation {
  private static final long LEAST_PRICE = 10_100;

  /** Nobody can tell chances apart beyond it: fair prices stay within a million. */
  private static final double LEAST_QUOTED = 1e-6;

  private Quotation() {}

  /**
   * The outcomes of a market.
   *
   * @param parts of the outcomes, in their order
   * @param maxPrice decimal; longer prices are cut to it
   * @param open whether a price that may be taken is active
   */
  static List<Outcome> outcomes(
      Listing listing, List<LineParts> parts, double maxPrice, boolean open) {
    double[] chances = new double[parts.size()];
    for (int i = 0; i < chances.length; i++) {
      chances[i] = parts.get(i).probability();
    }
    List<String> ids = listing.market().kind().question().outcomeIds();
    double[] booked = Margin.book(listing.method(), chances, listing.margin());
    Outcome[] outcomes = new Outcome[booked.length];
    for (int i = 0; i < booked.length; i++) {
      long price = DecimalOdds.price(booked[i], maxPrice);
      LineParts part = parts.get(i);
      double probability = chances[i];
      outcomes[i] =
          new Outcome(
              ids.get(i),
              listing.outcomeNames().get(i),
              probability,
              part.win(),
              part.halfWin(),
              part.refund(),
              part.halfLose(),
              part.lose(),
              1 / Math.max(LEAST_QUOTED, probability),
              Math.max(LEAST_PRICE, price),
              open && price >= LEAST_PRICE && !part.decided());
    }
    return List.of(outcomes);
  }

  /** The overround minus 1 that the prices come to. */
  static double marginOf(Question question, List<Outcome> outcomes) {
    if (outcomes.isEmpty()) {
      return 0;
    }
    double sum = 0;
    for (Outcome outcome : outcomes) {
      sum += 10_000.0 / outcome.price();
    }
    return sum / question.target() - 1;
  }
}
