package io.oddsupdate.adapter.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.oddsupdate.adapter.core.AcceptedEvent;
import io.oddsupdate.adapter.core.Answer;
import io.oddsupdate.adapter.core.Reason;
import io.oddsupdate.adapter.core.Unusable;
import java.util.List;

/**
 * An answer in HTTP's words.
 *
 * @param mediaType {@code application/problem+json} (RFC 9457) for every error
 * @param retryAfter whether to tell the sender to come again
 */
record AnswerJson(int status, String mediaType, String body, boolean retryAfter) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PROBLEM = "application/problem+json";

  static AnswerJson of(Answer answer) {
    if (answer instanceof Answer.Accepted accepted) {
      return accepted(accepted);
    }
    if (answer instanceof Answer.Rejected rejected) {
      return rejected(rejected.deadLettered());
    }
    String why = ((Answer.Unavailable) answer).why();
    return problem(503, "unavailable", "", why, List.of(), true);
  }

  static AnswerJson of(Refusal refusal) {
    return problem(
        refusal.status(),
        refusal.code(),
        refusal.field(),
        refusal.detail(),
        List.of(),
        refusal.status() == 503);
  }

  private static AnswerJson accepted(Answer.Accepted accepted) {
    ObjectNode body = JSON.createObjectNode();
    ArrayNode events = body.putArray("accepted");
    for (AcceptedEvent event : accepted.accepted()) {
      events.addObject().put("event_id", event.eventId()).put("revision", event.revision());
    }
    body.put("duplicates", accepted.duplicates());
    deadLettered(body, accepted.deadLettered());
    return new AnswerJson(202, "application/json", body.toString(), false);
  }

  /** The first payload's fault stands for all of them; a batch lists each. */
  private static AnswerJson rejected(List<Unusable> deadLettered) {
    Unusable first = deadLettered.get(0);
    boolean one = deadLettered.stream().allMatch(other -> other.reason() == first.reason());
    int status = one ? first.reason().status() : Reason.INVALID_FIELD.status();
    return problem(
        status, first.reason().code(), first.field(), first.detail(), deadLettered, false);
  }

  private static AnswerJson problem(
      int status,
      String reason,
      String field,
      String detail,
      List<Unusable> deadLettered,
      boolean retryAfter) {
    ObjectNode body =
        JSON.createObjectNode()
            .put("type", "urn:odds-update:problem:" + reason)
            .put("title", reason.replace('_', ' '))
            .put("status", status)
            .put("detail", detail)
            .put("reason", reason);
    if (!field.isEmpty()) {
      body.put("field", field);
    }
    if (!deadLettered.isEmpty()) {
      deadLettered(body, deadLettered);
    }
    return new AnswerJson(status, PROBLEM, body.toString(), retryAfter);
  }

  private static void deadLettered(ObjectNode body, List<Unusable> deadLettered) {
    ArrayNode items = body.putArray("dead_lettered");
    for (Unusable unusable : deadLettered) {
      ObjectNode item =
          items
              .addObject()
              .put("index", unusable.index())
              .put("reason", unusable.reason().code())
              .put("detail", unusable.detail());
      if (!unusable.field().isEmpty()) {
        item.put("field", unusable.field());
      }
    }
  }
}
