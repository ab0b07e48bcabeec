package io.oddsupdate.quant.price;

import io.oddsupdate.pricing.market.Catalogue;
import io.oddsupdate.pricing.market.League;
import io.oddsupdate.pricing.market.Market;
import io.oddsupdate.pricing.market.MarketKind;
import io.oddsupdate.pricing.market.MarketStretch;
import io.oddsupdate.pricing.market.Question;
import io.oddsupdate.pricing.model.LineParts;
import io.oddsupdate.pricing.model.ScoreDistribution;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One market that a request asks for.
 *
 * @param name as the league calls it
 * @param score the one score that a correct score is asked of; null where all are
 * @param player whom it is of; null where it is of no player
 */
record MarketRequest(
    Fields fields, String name, Market market, ExactScore score, PlayerRequest player) {
  static final int MARKETS_MAX = 1000;
  private static final int GOALS_MAX = 100;
  private static final Pattern SCORE = Pattern.compile("([0-9]{1,3})[-:]([0-9]{1,3})");

  /** Whether the game ends with one score: yes or no. */
  record ExactScore(int home, int away) {
    List<LineParts> ask(ScoreDistribution score) {
      double yes = score.exactly(home, away);
      LineParts parts = new LineParts(yes, 0, 0, 0, 1 - yes);
      return List.of(parts, parts.otherSide());
    }
  }

  /**
   * @param offered what a market that nobody knows could have been meant to be
   */
  static MarketRequest of(Fields fields, League league, Predicate<MarketKind> offered) {
    fields.allow("market", "line", "number", "score", "expected", "counted", "team");
    String name = fields.text("market");
    MarketKind kind = kind(fields, league, name, offered);
    PlayerRequest player = null;
    if (kind.stat() != null) {
      player = PlayerRequest.of(fields);
    } else {
      for (String field : PlayerRequest.FIELDS) {
        without(fields, field, name);
      }
    }
    double line = 0;
    if (kind.hasLine()) {
      line = fields.line("line", kind.question() == Question.HANDICAP ? -1000 : 0);
    } else {
      without(fields, "line", name);
    }
    ExactScore score = null;
    if (kind.question().namesScores()) {
      score = fields.has("score") ? exactScore(fields) : null;
    } else {
      without(fields, "score", name);
    }
    int number = number(fields, kind, league, name);
    String playerId = player == null ? null : PlayerRequest.ID;
    return new MarketRequest(fields, name, new Market(kind, line, number, playerId), score, player);
  }

  private static MarketKind kind(
      Fields fields, League league, String name, Predicate<MarketKind> offered) {
    List<MarketKind> kinds = Catalogue.of(league);
    for (MarketKind kind : kinds) {
      if (Catalogue.name(league, kind).equals(name)) {
        return kind;
      }
    }
    List<String> names =
        kinds.stream().filter(offered).map(kind -> Catalogue.name(league, kind)).toList();
    throw fields.unknown("market", names, name);
  }

  MarketRequest withNumber(int number) {
    return new MarketRequest(
        fields,
        name,
        new Market(market.kind(), market.line(), number, market.playerId()),
        score,
        player);
  }

  private static int number(Fields fields, MarketKind kind, League league, String name) {
    if (!kind.hasNumber()) {
      without(fields, "number", name);
      return 0;
    }
    return kind.stretch() == MarketStretch.PERIOD
        ? fields.integer("number", 1, league.periods())
        : fields.integer("number", 1, GOALS_MAX, 0);
  }

  private static void without(Fields fields, String field, String market) {
    if (fields.has(field)) {
      throw fields.refused(
          "unknown_field", field, "%s has no %s".formatted(market, fields.path(field)));
    }
  }

  private static ExactScore exactScore(Fields fields) {
    String text = fields.text("score");
    Matcher matcher = SCORE.matcher(text);
    if (!matcher.matches()) {
      throw fields.refused(
          "malformed",
          "score",
          "%s must be home and away goals such as 2-1, got %s"
              .formatted(fields.path("score"), text));
    }
    return new ExactScore(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  /** What its outcomes are called, in their order. */
  List<String> outcomeNames() {
    return score != null ? List.of("yes", "no") : market.kind().question().outcomeNames();
  }
}
