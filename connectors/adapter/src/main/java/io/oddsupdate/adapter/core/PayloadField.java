package io.oddsupdate.adapter.core;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * A JSON value together with its path, so that every complaint names the field. Reading is strict:
 * a number in quotes is not a number. Fields nobody asks for are ignored.
 */
public record PayloadField(JsonNode node, String path) {
  /** The payload itself, whose path is empty. */
  public static PayloadField root(JsonNode node) {
    return new PayloadField(node, "");
  }

  /** The object under a name. */
  public PayloadField object(String name) throws UnusableException {
    PayloadField field = child(name);
    if (!field.node.isObject()) {
      throw field.wrong("an object");
    }
    return field;
  }

  /** The objects of the array under a name. */
  public List<PayloadField> objects(String name) throws UnusableException {
    PayloadField array = child(name);
    if (!array.node.isArray()) {
      throw array.wrong("an array of objects");
    }
    List<PayloadField> items = new ArrayList<>(array.node.size());
    for (JsonNode item : array.node) {
      PayloadField field = new PayloadField(item, array.path + "[" + items.size() + "]");
      if (!item.isObject()) {
        throw field.wrong("an object");
      }
      items.add(field);
    }
    return items;
  }

  /** A text that is present and not blank. */
  public String text(String name) throws UnusableException {
    PayloadField field = child(name);
    if (!field.node.isTextual() || field.node.textValue().isBlank()) {
      throw field.wrong("a text");
    }
    return field.node.textValue();
  }

  /** A text, or {@code absent} where the field is missing or null. */
  public String textOr(String name, String absent) throws UnusableException {
    PayloadField field = child(name);
    if (field.isAbsent()) {
      return absent;
    }
    if (!field.node.isTextual()) {
      throw field.wrong("a text or absent");
    }
    return field.node.textValue();
  }

  /** A whole number within bounds, both included. */
  public long integer(String name, long min, long max) throws UnusableException {
    PayloadField field = child(name);
    if (!field.node.isIntegralNumber()
        || !field.node.canConvertToLong()
        || field.node.longValue() < min
        || field.node.longValue() > max) {
      throw field.wrong("a whole number from " + min + " to " + max);
    }
    return field.node.longValue();
  }

  /** A whole number, or empty where the field is missing, null or 0, which vendors use for none. */
  public OptionalLong id(String name) throws UnusableException {
    PayloadField field = child(name);
    if (field.isAbsent()) {
      return OptionalLong.empty();
    }
    long value = integer(name, 0, Long.MAX_VALUE);
    return value == 0 ? OptionalLong.empty() : OptionalLong.of(value);
  }

  /** An instant in ISO-8601 with its zone. */
  public Instant instant(String name) throws UnusableException {
    String text = text(name);
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw child(name).wrong("an instant such as 2020-12-23T00:06:19Z");
    }
  }

  /** The field under a name, present or not. */
  public PayloadField child(String name) {
    return new PayloadField(node.path(name), path.isEmpty() ? name : path + "." + name);
  }

  public boolean isAbsent() {
    return node.isMissingNode() || node.isNull();
  }

  /** The complaint that this field is not what it should be. */
  public UnusableException wrong(String wanted) {
    String shown = node.isMissingNode() ? "nothing" : node.toString();
    String found = shown.length() > 60 ? shown.substring(0, 60) + "..." : shown;
    return new UnusableException(
        Reason.INVALID_FIELD, path, path + " must be " + wanted + ", got " + found);
  }
}
