package io.oddsupdate.analytics.current;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/** jsonb keeps values, not their spelling: both sides are spelled one way before a comparison. */
final class OutcomesText {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private OutcomesText() {}

  static String sorted(String outcomes) {
    try {
      StringBuilder text = new StringBuilder();
      for (JsonNode outcome : JSON.readTree(outcomes)) {
        Map<String, String> fields = new TreeMap<>();
        outcome
            .fields()
            .forEachRemaining(field -> fields.put(field.getKey(), spelled(field.getValue())));
        text.append(fields);
      }
      return text.toString();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(outcomes, e);
    }
  }

  static CurrentRow sorted(CurrentRow row) {
    return new CurrentRow(
        row.marketKey(),
        row.league(),
        row.gameId(),
        row.marketId(),
        row.specifiers(),
        row.playerId(),
        row.epoch(),
        row.sequence(),
        row.updateId(),
        row.status(),
        row.reason(),
        sorted(row.outcomes()),
        row.asOfEventId(),
        row.modelVersion());
  }

  private static String spelled(JsonNode value) {
    if (value.isNumber()) {
      BigDecimal number = value.decimalValue();
      return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
    return value.asText();
  }
}
