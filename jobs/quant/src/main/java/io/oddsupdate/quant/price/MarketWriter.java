package io.oddsupdate.quant.price;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.oddsupdate.pricing.model.LineParts;
import io.oddsupdate.pricing.odds.DecimalOdds;
import io.oddsupdate.pricing.odds.Margin;
import io.oddsupdate.pricing.odds.MarginMethod;
import java.util.List;

/** Writes markets with their outcomes and prices: of the request's margin, or without one. */
final class MarketWriter {
  /** Nobody can tell chances apart beyond it. */
  private static final double FAIR_PRICE_MAX = 1e6;

  private static final double PRICE_MAX = 1000;

  /** A double chance, three outcomes of which two win, has room for half. */
  private static final double MARGIN_MAX = 0.4;

  private final ArrayNode markets;
  private final double margin;
  private final MarginMethod method;

  private MarketWriter(ArrayNode markets, double margin, MarginMethod method) {
    this.markets = markets;
    this.margin = margin;
    this.method = method;
  }

  static MarketWriter of(Fields request, ObjectNode answer) {
    double margin = request.number("margin", 0, MARGIN_MAX, 0);
    String method =
        request.has("margin_method")
            ? request.word("margin_method", List.of("power", "odds_ratio"))
            : "power";
    return new MarketWriter(
        answer.putArray("markets"),
        margin,
        method.equals("power") ? MarginMethod.POWER : MarginMethod.ODDS_RATIO);
  }

  /**
   * @param parts in the order of the outcomes
   */
  void add(MarketRequest request, List<LineParts> parts) {
    ObjectNode market = markets.addObject();
    market.put("market", request.name());
    if (request.market().kind().hasLine()) {
      market.put("line", request.market().line());
    }
    if (request.market().number() > 0) {
      market.put("number", request.market().number());
    }
    if (request.score() != null) {
      market.put("score", request.score().home() + "-" + request.score().away());
    }
    double[] booked = booked(parts);
    ArrayNode outcomes = market.putArray("outcomes");
    for (int i = 0; i < parts.size(); i++) {
      LineParts part = parts.get(i);
      ObjectNode outcome = outcomes.addObject();
      outcome.put("name", request.outcomeNames().get(i));
      outcome.put("probability", part.probability());
      outcome.put("win", part.win());
      outcome.put("half_win", part.halfWin());
      outcome.put("refund", part.refund());
      outcome.put("half_lose", part.halfLose());
      outcome.put("lose", part.lose());
      outcome.put("fair_price", 1 / Math.max(1 / FAIR_PRICE_MAX, part.probability()));
      outcome.put("price", DecimalOdds.price(booked[i], PRICE_MAX) / (double) DecimalOdds.STAKE);
    }
  }

  private double[] booked(List<LineParts> parts) {
    double[] chances = parts.stream().mapToDouble(LineParts::probability).toArray();
    return Margin.book(method, chances, margin);
  }
}
