package io.oddsupdate.quant.price;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.oddsupdate.pricing.market.Answers;
import io.oddsupdate.pricing.market.Catalogue;
import io.oddsupdate.pricing.market.League;
import io.oddsupdate.pricing.market.MarketKind;
import io.oddsupdate.pricing.market.MarketStretch;
import io.oddsupdate.pricing.model.LineParts;
import io.oddsupdate.pricing.model.ScoreDistribution;
import io.oddsupdate.pricing.model.epl.ScoreGrid;
import java.util.Arrays;
import java.util.List;

/** Markets of a score grid, and the list of a league's markets. */
final class MarketOperations {
  private MarketOperations() {}

  static void scoreGrid(Fields request, ObjectNode answer) {
    request.allow(
        "op", "id", "home_rate", "away_rate", "rho", "margin", "margin_method", "markets");
    double home = request.number("home_rate", Double.MIN_NORMAL, 100);
    double away = request.number("away_rate", Double.MIN_NORMAL, 100);
    double rho = request.number("rho", -1e6, 1e6, 0);
    ScoreDistribution score;
    try {
      score = ScoreGrid.of(home, away, rho);
    } catch (IllegalArgumentException e) {
      // The rates have been checked: what is left to be wrong is rho.
      throw request.refused("out_of_range", "rho", e.getMessage());
    }
    MarketWriter writer = MarketWriter.of(request, answer);
    for (Fields fields : request.objects("markets", MarketRequest.MARKETS_MAX)) {
      MarketRequest market = MarketRequest.of(fields, League.EPL, MarketOperations::isOnGrid);
      writer.add(market, onGrid(market, score));
    }
  }

  private static boolean isOnGrid(MarketKind kind) {
    return kind.stretch() == MarketStretch.REGULATION && !kind.hasNumber() && kind.stat() == null;
  }

  private static List<LineParts> onGrid(MarketRequest market, ScoreDistribution score) {
    MarketKind kind = market.market().kind();
    if (!isOnGrid(kind)) {
      throw market
          .fields()
          .refused(
              "market_unavailable",
              "market",
              "a score grid tells only markets of the whole game, not " + market.name());
    }
    return market.score() != null
        ? market.score().ask(score)
        : Answers.ask(kind.question(), market.market().line(), score);
  }

  static void markets(Fields request, ObjectNode answer) {
    request.allow("op", "id", "league");
    League league = league(request);
    answer.put("league", league.id());
    ArrayNode markets = answer.putArray("markets");
    for (MarketKind kind : Catalogue.of(league)) {
      ObjectNode market = markets.addObject();
      market.put("market", Catalogue.name(league, kind));
      market.put("uof_id", kind.id());
      market.put("name", kind.uofName());
      market.put("covers", kind.stretch(league).text());
      market.put("line", kind.hasLine());
      market.put("number", kind.hasNumber());
      market.put("player", kind.stat() != null);
      ArrayNode outcomes = market.putArray("outcomes");
      kind.question().outcomeNames().forEach(outcomes::add);
    }
  }

  static League league(Fields request) {
    return League.of(
        request.word("league", Arrays.stream(League.values()).map(League::id).toList()));
  }
}
