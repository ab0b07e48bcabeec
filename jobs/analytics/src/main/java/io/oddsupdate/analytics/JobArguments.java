package io.oddsupdate.analytics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** {@code --key value} arguments; what is asked for decides what is known. */
final class JobArguments {
  private final Map<String, String> given;
  private final Set<String> known = new TreeSet<>();

  private JobArguments(Map<String, String> given) {
    this.given = given;
  }

  static JobArguments parse(String[] args) {
    Map<String, String> given = new LinkedHashMap<>();
    for (int i = 0; i < args.length; i += 2) {
      if (!args[i].startsWith("--") || args[i].length() == 2) {
        throw new IllegalArgumentException(
            "arguments are pairs such as --leagues nba; expected a key, got '" + args[i] + "'");
      }
      if (i + 1 == args.length) {
        throw new IllegalArgumentException(args[i] + " has no value");
      }
      if (given.put(args[i].substring(2), args[i + 1]) != null) {
        throw new IllegalArgumentException(args[i] + " is given twice");
      }
    }
    return new JobArguments(given);
  }

  String required(String key) {
    known.add(key);
    String value = given.get(key);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException("--" + key + " must be given");
    }
    return value;
  }

  String optional(String key, String otherwise) {
    known.add(key);
    return given.getOrDefault(key, otherwise);
  }

  int optional(String key, int otherwise) {
    String value = optional(key, Integer.toString(otherwise));
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("--" + key + " must be a number, got '" + value + "'", e);
    }
  }

  /** Call last: a key that was never asked for is a typing error. */
  void refuseOthers() {
    Set<String> others = new TreeSet<>(given.keySet());
    others.removeAll(known);
    if (!others.isEmpty()) {
      throw new IllegalArgumentException(
          "unknown: --" + String.join(", --", others) + "; known: " + known);
    }
  }
}
