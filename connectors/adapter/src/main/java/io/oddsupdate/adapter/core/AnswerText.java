package io.oddsupdate.adapter.core;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An answer without its accepted events, as text: these are records of the log themselves, so the
 * log needs only the rest to give the same answer after a restart.
 */
final class AnswerText {
  private static final ObjectMapper JSON = new ObjectMapper();

  private AnswerText() {}

  static String write(Answer answer) {
    ObjectNode text = JSON.createObjectNode();
    if (answer instanceof Answer.Accepted accepted) {
      text.put("accepted", true).put("duplicates", accepted.duplicates());
      append(text, accepted.deadLettered());
    } else if (answer instanceof Answer.Rejected rejected) {
      text.put("accepted", false);
      append(text, rejected.deadLettered());
    } else {
      throw new IllegalArgumentException("not remembered: " + answer);
    }
    return text.toString();
  }

  static Answer read(String text, List<AcceptedEvent> accepted) {
    try {
      JsonNode node = JSON.readTree(text);
      List<Unusable> deadLettered = new ArrayList<>();
      for (JsonNode item : node.path("dead_lettered")) {
        deadLettered.add(
            new Unusable(
                item.path("index").asInt(),
                Reason.valueOf(item.path("reason").asText().toUpperCase(Locale.ROOT)),
                item.path("field").asText(),
                item.path("detail").asText()));
      }
      return node.path("accepted").asBoolean()
          ? new Answer.Accepted(accepted, node.path("duplicates").asInt(), deadLettered)
          : new Answer.Rejected(deadLettered);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void append(ObjectNode text, List<Unusable> deadLettered) {
    ArrayNode items = text.putArray("dead_lettered");
    for (Unusable unusable : deadLettered) {
      items
          .addObject()
          .put("index", unusable.index())
          .put("reason", unusable.reason().code())
          .put("field", unusable.field())
          .put("detail", unusable.detail());
    }
  }
}
