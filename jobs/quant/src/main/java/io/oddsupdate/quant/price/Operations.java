package io.oddsupdate.quant.price;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Which operation answers a request. */
final class Operations {
  private static final List<String> NAMES =
      List.of("devig", "convert", "score_grid", "price", "markets");

  private final PriceOperation price;

  Operations(ModelVersions versions) {
    this.price = new PriceOperation(versions);
  }

  /**
   * @return the answer; with the request's {@code id}, where it has one
   */
  ObjectNode answer(JsonNode line) {
    Fields request = Fields.of(line);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    if (request.has("id")) {
      answer.set("id", request.node("id"));
    }
    String operation = request.text("op");
    switch (operation) {
      case "devig" -> OddsOperations.devig(request, answer);
      case "convert" -> OddsOperations.convert(request, answer);
      case "score_grid" -> MarketOperations.scoreGrid(request, answer);
      case "markets" -> MarketOperations.markets(request, answer);
      case "price" -> price.answer(request, answer);
      default -> throw request.unknown("op", NAMES, operation);
    }
    return answer;
  }
}
