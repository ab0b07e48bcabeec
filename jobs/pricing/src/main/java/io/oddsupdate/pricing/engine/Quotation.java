package io.oddsupdate.pricing.engine;

import io.oddsupdate.pricing.market.Outcome;
import io.oddsupdate.pricing.model.LineParts;
import io.oddsupdate.pricing.model.PowerMargin;
import io.oddsupdate.pricing.reference.MarketConfig;
import java.util.List;

/** From chances to the prices of a market's two outcomes. */
final class Quotation {
  /** Decimal x 10,000 of a hundredth: the step of a price. */
  private static final long STEP = 100;

  private static final long LEAST_PRICE = 10_100;

  /** Nobody can tell chances apart beyond it: fair prices stay within a million. */
  private static final double LEAST_QUOTED = 1e-6;

  private Quotation() {}

  static double margin(QuotedKind kind, MarketConfig config) {
    return switch (kind) {
      case WINNER -> config.marginWinner();
      case HANDICAP, TOTAL, HOME_TOTAL, AWAY_TOTAL -> config.marginLine();
      case PLAYER_POINTS -> config.marginPlayer();
    };
  }

  /**
   * The two outcomes of a market.
   *
   * @param open whether a price that may be taken is active
   */
  static List<Outcome> outcomes(
      QuotedKind kind,
      double line,
      LineParts parts,
      Names names,
      MarketConfig config,
      boolean open) {
    double booked = Math.min(1 - LEAST_QUOTED, Math.max(LEAST_QUOTED, parts.probability()));
    double power = PowerMargin.power(booked, margin(kind, config));
    return List.of(
        outcome(kind.first(), names.first(kind, line), parts, booked, power, config, open),
        outcome(
            kind.second(),
            names.second(kind, line),
            parts.otherSide(),
            1 - booked,
            power,
            config,
            open));
  }

  private static Outcome outcome(
      String id,
      String name,
      LineParts parts,
      double booked,
      double power,
      MarketConfig config,
      boolean open) {
    double probability = parts.probability();
    long price = price(StrictMath.exp(power * StrictMath.log(booked)), config.maxPrice());
    return new Outcome(
        id,
        name,
        probability,
        parts.win(),
        parts.halfWin(),
        parts.refund(),
        parts.halfLose(),
        parts.lose(),
        1 / Math.max(LEAST_QUOTED, probability),
        Math.max(LEAST_PRICE, price),
        open && price >= LEAST_PRICE);
  }

  /** Down to whole hundredths, against the customer. */
  private static long price(double booked, double maxPrice) {
    double decimal = Math.min(maxPrice, 1 / booked);
    return (long) Math.floor(decimal * 100) * STEP;
  }

  /** The overround minus 1 that the prices come to. */
  static double marginOf(List<Outcome> outcomes) {
    double sum = outcomes.isEmpty() ? 0 : -1;
    for (Outcome outcome : outcomes) {
      sum += 10_000.0 / outcome.price();
    }
    return sum;
  }
}
