package io.oddsupdate.quant.price;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.oddsupdate.pricing.odds.AmericanOdds;
import io.oddsupdate.pricing.odds.BetfairLadder;
import io.oddsupdate.pricing.odds.Devig;
import io.oddsupdate.pricing.odds.DevigMethod;
import io.oddsupdate.pricing.odds.Devigged;
import io.oddsupdate.pricing.odds.FractionalOdds;
import io.oddsupdate.pricing.odds.UkLadder;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Operations on odds alone. */
final class OddsOperations {
  private static final int OUTCOMES_MAX = 1000;
  private static final List<String> FORMATS = List.of("decimal", "american", "fractional");

  private OddsOperations() {}

  static void devig(Fields request, ObjectNode answer) {
    request.allow("op", "id", "method", "odds");
    DevigMethod method = DevigMethod.of(request.text("method"));
    Devigged fair = Devig.devig(method, request.numbers("odds", OUTCOMES_MAX));
    ArrayNode probabilities = answer.putArray("probabilities");
    fair.probabilities().forEach(probabilities::add);
    answer.put("overround", fair.overround());
    if (fair.parameter().isPresent()) {
      answer.put("parameter", fair.parameter().getAsDouble());
    } else {
      answer.putNull("parameter");
    }
    answer.put("method", fair.used().id());
    answer.put("flag", fair.fallback().map(f -> f.name().toLowerCase(Locale.ROOT)).orElse(null));
  }

  static void convert(Fields request, ObjectNode answer) {
    request.allow("op", "id", "decimal", "american", "fractional");
    List<String> given = FORMATS.stream().filter(request::has).toList();
    if (given.size() != 1) {
      throw new RefusedRequestException(
          given.isEmpty() ? "missing_field" : "ambiguous",
          "decimal",
          "exactly one of decimal, american, fractional must be given, got "
              + (given.isEmpty() ? "none" : String.join(", ", given)));
    }
    double decimal =
        switch (given.get(0)) {
          case "decimal" -> request.number("decimal", -1e9, 1e9);
          case "american" ->
              AmericanOdds.decimal(request.signed("american", -1_000_000_000, 1_000_000_000));
          default -> FractionalOdds.parse(request.text("fractional")).decimal();
        };
    int american = AmericanOdds.of(decimal);
    answer.put("decimal", decimal);
    answer.put("american", american);
    answer.put("fractional", FractionalOdds.of(decimal).toString());
    answer.put(
        "fractional_ladder", UkLadder.atMost(decimal).map(FractionalOdds::toString).orElse(null));
    OptionalDouble betfair = BetfairLadder.atMost(decimal);
    if (betfair.isPresent()) {
      answer.put("betfair", betfair.getAsDouble());
    } else {
      answer.putNull("betfair");
    }
  }
}
