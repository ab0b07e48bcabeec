package io.oddsupdate.pricing.engine;

import io.oddsupdate.pricing.reference.Enrichment;
import io.oddsupdate.pricing.reference.MarketConfig;
import io.oddsupdate.pricing.reference.Model;
import java.util.List;
import java.util.Map;

/**
 * What pricing remembers of a game: its pinned model and configuration, its lines, what was last
 * published of each market, and the last enrichment known.
 *
 * @param model null until the reference is first known; pinned from then on
 * @param quoted by market key
 */
public record GameBook(
    Model model,
    MarketConfig config,
    List<MarketLine> lines,
    Map<String, Quoted> quoted,
    Enrichment lastKnown) {
  public static final GameBook EMPTY =
      new GameBook(null, null, List.of(), Map.of(), Enrichment.UNKNOWN);
}
