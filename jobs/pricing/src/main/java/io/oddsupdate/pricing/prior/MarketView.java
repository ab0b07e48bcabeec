package io.oddsupdate.pricing.prior;

import java.util.List;

/**
 * What bookmakers' quotes before the start come to, and the strengths that a model needs to price
 * them as the market does. Flat, so that Flink serializes it as a POJO.
 *
 * @param home what the home team is expected to score
 * @param away what the away team is expected to score
 * @param solved false: no two teams of the league have such odds, as the model sees it
 * @param asked the lines and chances that were solved for: near to them nothing is solved anew
 * @param books quotes that count
 * @param supplierGroups of those quotes
 * @param oldestQuoteAgeMs beside the newest quote
 * @param dispersion of the supplier groups, in log odds, where they differ most
 * @param devigMethod how they were freed of their margin
 */
public record MarketView(
    double home,
    double away,
    boolean solved,
    List<Double> asked,
    int books,
    int supplierGroups,
    long oldestQuoteAgeMs,
    double dispersion,
    String devigMethod) {}
