package io.oddsupdate.pricing.engine;

import io.oddsupdate.pricing.market.Market;
import io.oddsupdate.pricing.market.MarketStatus;
import io.oddsupdate.pricing.market.MarketUpdate;
import io.oddsupdate.pricing.market.Outcome;
import io.oddsupdate.pricing.market.Reason;
import io.oddsupdate.pricing.market.UpdateConsensus;
import io.oddsupdate.pricing.prior.MarketView;
import io.oddsupdate.pricing.reference.Enrichment;
import io.oddsupdate.pricing.reference.GameReference;
import io.oddsupdate.pricing.reference.PriorSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Numbers the images of one step and says of each what caused it.
 *
 * @param book with model and configuration pinned, where the reference is known
 * @param live what is quoted in play
 */
record UpdateWriter(
    GameBook book, Cause cause, Enrichment enrichment, LiveQuotes live, long epoch) {
  /** Model and configuration of an update about a game that no reference was found of. */
  private static final String NONE = "none";

  /**
   * @param last what was last published of the market, or null
   */
  MarketUpdate write(Listing listing, Image image, Quoted last) {
    Market market = listing.market();
    String key = listing.key();
    long sequence = last == null || epoch > last.epoch() ? 1 : last.sequence() + 1;
    String takenBack = takenBack(image, last);
    GameReference reference = enrichment.reference();
    boolean known = book.config() != null;
    MarketView view = book.market();
    UpdateConsensus consensus = live.started() ? live.of(market) : ofPrior(view);
    return new MarketUpdate(
        key,
        key + '#' + epoch + '.' + sequence,
        epoch,
        sequence,
        cause.league(),
        cause.gameId(),
        reference == null ? GameDay.of(cause.gameId()) : reference.scheduledDay(),
        market.playerId(),
        market.kind().id(),
        listing.name(),
        listing.specifiers(),
        listing.period(),
        image.status(),
        reason(image, takenBack).text(),
        image.outcomes(),
        cause.eventId(),
        cause.occurredAtMs(),
        known ? book.model().modelId() : NONE,
        known ? book.model().modelVersion() : NONE,
        known ? book.config().configVersion() : NONE,
        listing.margin(),
        Quotation.marginOf(market.kind().question(), image.outcomes()),
        devigMethod(view, consensus),
        consensus,
        prior(view, reference),
        defaulted(),
        image.results(),
        takenBack);
  }

  private static UpdateConsensus ofPrior(MarketView view) {
    return view == null
        ? null
        : new UpdateConsensus(
            view.books(),
            view.supplierGroups(),
            view.oldestQuoteAgeMs(),
            view.dispersion(),
            List.of());
  }

  private static String devigMethod(MarketView view, UpdateConsensus consensus) {
    if (view != null) {
      return view.devigMethod();
    }
    return consensus == null ? null : LiveQuotes.RULES.method().id();
  }

  private static PriorSource prior(MarketView view, GameReference reference) {
    if (view != null && view.solved()) {
      return PriorSource.MARKET;
    }
    return reference == null || reference.prior() == null
        ? PriorSource.LEAGUE
        : reference.prior().source();
  }

  /** Quotes that no two teams can have are named beside the lookups that failed. */
  private List<String> defaulted() {
    if (book.market() == null || book.market().solved()) {
      return enrichment.defaulted();
    }
    List<String> all = new ArrayList<>(enrichment.defaulted());
    all.add("quotes");
    return List.copyOf(all);
  }

  /**
   * The settlement or cancellation that this image takes back: another result, or none after all.
   */
  private static String takenBack(Image image, Quoted last) {
    return last == null || last.results().isEmpty() || image.results().equals(last.results())
        ? null
        : last.updateId();
  }

  private static Reason reason(Image image, String takenBack) {
    return image.status() == MarketStatus.SETTLED && takenBack != null
        ? Reason.CORRECTED
        : image.reason();
  }

  static Quoted quoted(MarketUpdate update) {
    List<Outcome> outcomes = update.outcomes();
    Long[] prices = new Long[outcomes.size()];
    Boolean[] active = new Boolean[prices.length];
    for (int i = 0; i < prices.length; i++) {
      Outcome outcome = outcomes.get(i);
      prices[i] = outcome.price();
      active[i] = outcome.active();
    }
    return new Quoted(
        update.epoch(),
        update.sequence(),
        update.updateId(),
        update.status(),
        update.reason(),
        List.of(prices),
        List.of(active),
        update.results());
  }
}
