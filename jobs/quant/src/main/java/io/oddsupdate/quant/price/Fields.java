package io.oddsupdate.quant.price;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/**
 * The fields of a JSON object, by name and with their path in the request: what is missing, of
 * another type or out of range is refused with the path and what would be right. {@code null} is a
 * field that is not there.
 */
final class Fields {
  private final String path;
  private final JsonNode object;

  private Fields(String path, JsonNode object) {
    this.path = path;
    this.object = object;
  }

  static Fields of(JsonNode request) {
    if (!request.isObject()) {
      throw new RefusedRequestException(
          "wrong_type", Exchange.NO_FIELD, "a line must be a JSON object, got " + typeOf(request));
    }
    return new Fields("", request);
  }

  String path(String name) {
    return path + name;
  }

  boolean has(String name) {
    return object.hasNonNull(name);
  }

  /** Refuses a field whose name none of these is: a misspelt one would be ignored silently. */
  Fields allow(String... names) {
    for (Iterator<String> given = object.fieldNames(); given.hasNext(); ) {
      String name = given.next();
      if (!Arrays.asList(names).contains(name)) {
        throw new RefusedRequestException(
            "unknown_field",
            path(name),
            "%s is no field here; there are %s".formatted(path(name), String.join(", ", names)));
      }
    }
    return this;
  }

  JsonNode node(String name) {
    JsonNode node = object.get(name);
    if (node == null || node.isNull()) {
      throw new RefusedRequestException("missing_field", path(name), path(name) + " is missing");
    }
    return node;
  }

  Fields object(String name) {
    JsonNode node = node(name);
    if (!node.isObject()) {
      throw wrongType(path(name), "an object", node);
    }
    return new Fields(path(name) + ".", node);
  }

  /** The objects of an array of at most so many. */
  List<Fields> objects(String name, int most) {
    JsonNode array = array(name, most);
    List<Fields> objects = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      String element = path(name) + "[" + i + "]";
      if (!array.get(i).isObject()) {
        throw wrongType(element, "an object", array.get(i));
      }
      objects.add(new Fields(element + ".", array.get(i)));
    }
    return objects;
  }

  List<Double> numbers(String name, int most) {
    JsonNode array = array(name, most);
    List<Double> numbers = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      numbers.add(number(path(name) + "[" + i + "]", array.get(i)));
    }
    return numbers;
  }

  private JsonNode array(String name, int most) {
    JsonNode node = node(name);
    if (!node.isArray()) {
      throw wrongType(path(name), "an array", node);
    }
    if (node.size() > most) {
      throw new RefusedRequestException(
          "out_of_range",
          path(name),
          "%s must have at most %d elements, has %d".formatted(path(name), most, node.size()));
    }
    return node;
  }

  double number(String name) {
    return number(path(name), node(name));
  }

  double number(String name, double least, double most) {
    double number = number(name);
    if (!(number >= least && number <= most)) {
      throw outOfRange(name, text(least), text(most), text(number));
    }
    return number;
  }

  double number(String name, double least, double most, double absent) {
    return has(name) ? number(name, least, most) : absent;
  }

  private static double number(String path, JsonNode node) {
    if (!node.isNumber()) {
      throw wrongType(path, "a number", node);
    }
    double number = node.doubleValue();
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      throw new RefusedRequestException(
          "out_of_range",
          path,
          "%s must be a number that a double can hold, got %s".formatted(path, node.asText()));
    }
    return number;
  }

  int integer(String name, int least, int most) {
    JsonNode node = node(name);
    if (!node.isNumber() || node.doubleValue() != Math.rint(node.doubleValue())) {
      throw wrongType(path(name), "a whole number", node);
    }
    double number = node.doubleValue();
    if (!(number >= least && number <= most)) {
      throw outOfRange(name, Integer.toString(least), Integer.toString(most), text(number));
    }
    return (int) number;
  }

  int integer(String name, int least, int most, int absent) {
    return has(name) ? integer(name, least, most) : absent;
  }

  /** A whole number, as a number or as a text with its sign, {@code "+150"}. */
  int signed(String name, int least, int most) {
    JsonNode node = node(name);
    if (!node.isTextual()) {
      return integer(name, least, most);
    }
    String text = node.textValue();
    if (!text.matches("[+-]?[0-9]{1,18}")) {
      throw refused(
          "malformed",
          name,
          "%s must be a whole number such as \"+150\", got %s".formatted(path(name), text));
    }
    long number = Long.parseLong(text);
    if (number < least || number > most) {
      throw outOfRange(name, Integer.toString(least), Integer.toString(most), text);
    }
    return (int) number;
  }

  boolean flag(String name) {
    if (!has(name)) {
      return false;
    }
    JsonNode node = node(name);
    if (!node.isBoolean()) {
      throw wrongType(path(name), "true or false", node);
    }
    return node.booleanValue();
  }

  String text(String name) {
    JsonNode node = node(name);
    if (!node.isTextual()) {
      throw wrongType(path(name), "a string", node);
    }
    return node.textValue();
  }

  String text(String name, String absent) {
    return has(name) ? text(name) : absent;
  }

  /** One of the given words. */
  String word(String name, List<String> words) {
    String word = text(name);
    if (!words.contains(word)) {
      throw unknown(name, words, word);
    }
    return word;
  }

  /** A line of a market: whole, half or quarter. */
  double line(String name, double least) {
    double line = number(name, least, 1000);
    if (line * 4 != Math.rint(line * 4)) {
      throw new RefusedRequestException(
          "out_of_range",
          path(name),
          "%s must be a multiple of 0.25, got %s".formatted(path(name), text(line)));
    }
    return line;
  }

  RefusedRequestException unknown(String name, List<String> words, String word) {
    return new RefusedRequestException(
        "unknown_value",
        path(name),
        "%s must be one of %s, got %s".formatted(path(name), String.join(", ", words), word));
  }

  RefusedRequestException refused(String code, String name, String message) {
    return new RefusedRequestException(code, path(name), message);
  }

  private RefusedRequestException outOfRange(String name, String least, String most, String got) {
    return new RefusedRequestException(
        "out_of_range",
        path(name),
        "%s must be between %s and %s, got %s".formatted(path(name), least, most, got));
  }

  private static String text(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  private static RefusedRequestException wrongType(String path, String right, JsonNode node) {
    return new RefusedRequestException(
        "wrong_type", path, "%s must be %s, got %s".formatted(path, right, typeOf(node)));
  }

  private static String typeOf(JsonNode node) {
    return node.isMissingNode()
        ? "nothing"
        : node.isNumber()
            ? "the number " + node
            : node.getNodeType().name().toLowerCase(Locale.ROOT);
  }
}
