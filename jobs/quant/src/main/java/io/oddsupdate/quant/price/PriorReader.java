package io.oddsupdate.quant.price;

import io.oddsupdate.pricing.market.League;
import io.oddsupdate.pricing.model.LeagueModel;
import io.oddsupdate.pricing.model.Strengths;
import io.oddsupdate.pricing.odds.Devig;
import io.oddsupdate.pricing.odds.DevigMethod;
import io.oddsupdate.pricing.odds.RefusedOddsException;
import io.oddsupdate.pricing.prior.MarketPrior;
import io.oddsupdate.pricing.prior.PriorQuote;
import io.oddsupdate.pricing.prior.PriorSolution;
import io.oddsupdate.pricing.prior.PriorSolution.Solved;
import io.oddsupdate.pricing.prior.PriorSolution.Unsolvable;
import java.util.ArrayList;
import java.util.List;

/** The {@code prior} of a request: what was expected before the start. */
final class PriorReader {
  private static final List<String> FORMS =
      List.of("spread", "total", "rates", "odds", "league_average", "neutral");

  private final League league;
  private final LeagueModel model;
  private final boolean playoff;
  private final Fields prior;

  private PriorReader(League league, LeagueModel model, boolean playoff, Fields prior) {
    this.league = league;
    this.model = model;
    this.playoff = playoff;
    this.prior = prior;
  }

  static Strengths read(Fields request, League league, LeagueModel model, boolean playoff) {
    Fields prior = request.object("prior");
    prior.allow("spread", "total", "rates", "odds", "method", "league_average", "neutral");
    return new PriorReader(league, model, playoff, prior).read();
  }

  private Strengths read() {
    List<String> forms =
        FORMS.stream()
            .filter(form -> prior.has(form) && !(isFlag(form) && !prior.flag(form)))
            .map(form -> form.equals("total") ? "spread" : form)
            .distinct()
            .toList();
    if (forms.size() != 1) {
      throw new RefusedRequestException(
          forms.isEmpty() ? "missing_field" : "ambiguous",
          "prior",
          "prior must have one of spread and total, rates, odds, league_average, neutral; it has "
              + (forms.isEmpty() ? "none" : String.join(", ", forms)));
    }
    if (prior.has("method") && !forms.get(0).equals("odds")) {
      throw prior.refused("unknown_field", "method", "prior.method is of odds alone");
    }
    return switch (forms.get(0)) {
      case "league_average" -> model.average();
      case "neutral" -> model.neutral();
      case "rates" -> rates();
      case "odds" -> odds();
      default -> lines();
    };
  }

  private static boolean isFlag(String form) {
    return form.equals("league_average") || form.equals("neutral");
  }

  private Strengths lines() {
    double spread = prior.number("spread", -200, 200, 0);
    double total = prior.number("total", 0, 1000, 0);
    try {
      AverageLines average = new AverageLines(league, model);
      return prior.has("spread") && prior.has("total")
          ? model.ofLines(spread, total)
          : prior.has("total") ? average.withTotal(total) : average.withSpread(spread);
    } catch (IllegalArgumentException e) {
      String ofTotal = prior.has("total") ? refusalOfTotal(total) : null;
      boolean spreadAtFault = ofTotal == null && prior.has("spread");
      throw prior.refused(
          "unsolvable_prior",
          spreadAtFault ? "spread" : "total",
          ofTotal == null ? e.getMessage() : ofTotal);
    }
  }

  /** Null where two equal teams can have it, so that it is the spread which is too large for it. */
  private String refusalOfTotal(double total) {
    try {
      model.ofLines(0, total);
      return null;
    } catch (IllegalArgumentException e) {
      return e.getMessage();
    }
  }

  /**
   * What a team can be expected to score.
   *
   * @param unit points, runs or goals, and of which part of the game
   */
  private record Rate(String unit, double least, double most) {
    static Rate of(League league) {
      return switch (league) {
        case NBA -> new Rate("points in regulation", 50, 200);
        case NFL -> new Rate("points in regulation", 2, 80);
        case MLB -> new Rate("runs in nine full turns at bat", 0.1, 40);
        case NHL -> new Rate("goals in regulation", 0.05, 20);
        case EPL -> new Rate("goals in the match", 0.001, 30);
      };
    }

    double read(Fields rates, String side) {
      double rate = rates.number(side);
      if (!(rate >= least && rate <= most)) {
        throw rates.refused(
            "out_of_range",
            side,
            "%s must be %s that a team is expected to score, %s to %s, got %s"
                .formatted(rates.path(side), unit, least, most, rate));
      }
      return rate;
    }
  }

  private Strengths rates() {
    Fields rates = prior.object("rates").allow("home", "away");
    Rate rate = Rate.of(league);
    return new Strengths(rate.read(rates, "home"), rate.read(rates, "away"), true);
  }

  private Strengths odds() {
    Fields odds = prior.object("odds").allow("winner", "1x2", "handicap", "total");
    DevigMethod method = DevigMethod.SHIN;
    if (prior.has("method")) {
      try {
        method = DevigMethod.of(prior.text("method"));
      } catch (RefusedOddsException e) {
        throw prior.refused(e.code(), "method", e.getMessage());
      }
    }
    List<PriorQuote> quotes = new ArrayList<>();
    if (odds.has("winner")) {
      quotes.add(new PriorQuote.Winner(fair(odds, "winner", 2, method).get(0)));
    }
    if (odds.has("1x2")) {
      List<Double> fair = fair(odds, "1x2", 3, method);
      quotes.add(new PriorQuote.Result(fair.get(0), fair.get(1)));
    }
    if (odds.has("handicap")) {
      Fields handicap = odds.object("handicap").allow("line", "odds");
      quotes.add(
          new PriorQuote.Handicap(
              handicap.line("line", -1000), fair(handicap, "odds", 2, method).get(0)));
    }
    if (odds.has("total")) {
      Fields total = odds.object("total").allow("line", "odds");
      quotes.add(
          new PriorQuote.Total(total.line("line", 0), fair(total, "odds", 2, method).get(0)));
    }
    PriorSolution solution = MarketPrior.solve(model, playoff, quotes);
    if (solution instanceof Unsolvable unsolvable) {
      throw prior.refused("unsolvable_prior", "odds", unsolvable.message());
    }
    return ((Solved) solution).strengths();
  }

  /** Without the margin. */
  private static List<Double> fair(Fields fields, String name, int outcomes, DevigMethod method) {
    List<Double> odds = fields.numbers(name, outcomes);
    if (odds.size() != outcomes) {
      throw fields.refused(
          "odds_count",
          name,
          "%s must be the odds of %d outcomes, got %d"
              .formatted(fields.path(name), outcomes, odds.size()));
    }
    try {
      return Devig.devig(method, odds).probabilities();
    } catch (RefusedOddsException e) {
      String field = e.field().replace("odds", name);
      String message = e.getMessage().replace(e.field(), fields.path(field));
      throw fields.refused(e.code(), field, message);
    }
  }
}
