package io.oddsupdate.odds.ingest;

import io.oddsupdate.avro.raw.Quote;
import io.oddsupdate.avro.raw.QuoteStatus;
import io.oddsupdate.avro.raw.QuotedOutcome;
import io.oddsupdate.pricing.game.GameQuote;
import java.util.ArrayList;
import java.util.List;

/** A bookmaker's quote, as the fold sees it. */
final class GameQuotes {
  /** Decimal x 10,000 of a stake that comes back. */
  private static final double STAKE = 10_000;

  private GameQuotes() {}

  /**
   * @throws IllegalArgumentException if a field cannot be used; the message names it
   */
  static GameQuote of(Quote quote) {
    List<String> outcomes = new ArrayList<>();
    List<Double> odds = new ArrayList<>();
    for (QuotedOutcome outcome : quote.getOutcomes()) {
      if (outcome.getPrice() <= STAKE) {
        throw new IllegalArgumentException(
            "price of outcome %s must be above 10000 (decimal 1), got %d"
                .formatted(outcome.getOutcomeId(), outcome.getPrice()));
      }
      outcomes.add(outcome.getOutcomeId());
      odds.add(outcome.getPrice() / STAKE);
    }
    return new GameQuote(
        text(quote.getBookmaker(), "bookmaker"),
        text(quote.getSupplierGroup(), "supplier_group"),
        quote.getMarketId(),
        quote.getSpecifiers(),
        List.copyOf(outcomes),
        List.copyOf(odds),
        quote.getStatus() == QuoteStatus.SUSPENDED,
        quote.getLastUpdate().toEpochMilli());
  }

  private static String text(String value, String field) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(field + " must not be empty");
    }
    return value;
  }
}
