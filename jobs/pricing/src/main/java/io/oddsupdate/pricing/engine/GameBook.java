package io.oddsupdate.pricing.engine;

import io.oddsupdate.pricing.market.Market;
import io.oddsupdate.pricing.prior.MarketView;
import io.oddsupdate.pricing.reference.Enrichment;
import io.oddsupdate.pricing.reference.MarketConfig;
import io.oddsupdate.pricing.reference.ModelVersion;
import java.util.List;
import java.util.Map;

/**
 * What pricing remembers of a game: its pinned model and configuration, its markets, what was last
 * published of each, and the last enrichment known.
 *
 * @param model null until the reference is first known; pinned from then on
 * @param markets fixed when a prior is first known, but for those of the next goal
 * @param market what bookmakers' quotes before the start come to; null without them
 * @param quoted by market key
 */
public record GameBook(
    ModelVersion model,
    MarketConfig config,
    List<Market> markets,
    MarketView market,
    Map<String, Quoted> quoted,
    Enrichment lastKnown) {
  public static final GameBook EMPTY =
      new GameBook(null, null, List.of(), null, Map.of(), Enrichment.UNKNOWN);
}
