package io.oddsupdate.adapter.servers;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Puts a wrong value into a right payload. */
public final class Spoil {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Spoil() {}

  /** The payload's text with the value at a JSON pointer replaced. */
  public static String set(ObjectNode payload, String pointer, String value)
      throws JsonProcessingException {
    JsonPointer at = JsonPointer.compile(pointer);
    JsonNode parent = payload.at(at.head());
    JsonNode wrong = JSON.readTree(value);
    if (parent instanceof ArrayNode array) {
      array.set(at.last().getMatchingIndex(), wrong);
    } else {
      ((ObjectNode) parent).set(at.last().getMatchingProperty(), wrong);
    }
    return payload.toString();
  }
}
