package io.oddsupdate.local.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What differs between two records of one identity, in words. */
final class Difference {
  private static final int FIELDS_SHOWN = 6;

  private Difference() {}

  static String of(Map<String, Object> expected, Map<String, Object> found) {
    Set<String> names = new LinkedHashSet<>(expected.keySet());
    names.addAll(found.keySet());
    List<String> parts = new ArrayList<>();
    for (String name : names) {
      Object wanted = expected.get(name);
      Object got = found.get(name);
      if (!Objects.equals(wanted, got)) {
        parts.addAll(explain(name, wanted, got));
      }
    }
    int hidden = parts.size() - FIELDS_SHOWN;
    return String.join("; ", parts.subList(0, Math.min(parts.size(), FIELDS_SHOWN)))
        + (hidden > 0 ? "; and " + hidden + " more" : "");
  }

  private static List<String> explain(String name, Object wanted, Object got) {
    if (wanted instanceof Bytes left && got instanceof Bytes right) {
      JsonNode leftMeaning = left.meaning().orElse(null);
      JsonNode rightMeaning = right.meaning().orElse(null);
      if (leftMeaning != null && rightMeaning != null && !leftMeaning.equals(rightMeaning)) {
        List<String> parts = new ArrayList<>();
        walk(name, leftMeaning, rightMeaning, parts);
        return parts;
      }
    }
    return List.of(name + ": expected " + wanted + ", found " + got);
  }

  private static void walk(String path, JsonNode wanted, JsonNode got, List<String> parts) {
    if (wanted.equals(got)) {
      return;
    }
    if (wanted.isObject() && got.isObject()) {
      Set<String> names = new LinkedHashSet<>();
      for (Iterator<String> it = wanted.fieldNames(); it.hasNext(); ) {
        names.add(it.next());
      }
      for (Iterator<String> it = got.fieldNames(); it.hasNext(); ) {
        names.add(it.next());
      }
      names.forEach(name -> walk(path + "." + name, wanted.path(name), got.path(name), parts));
      return;
    }
    if (wanted.isArray() && got.isArray() && wanted.size() == got.size()) {
      for (int i = 0; i < wanted.size(); i++) {
        walk(path + "[" + i + "]", wanted.get(i), got.get(i), parts);
      }
      return;
    }
    parts.add(path + ": expected " + shown(wanted) + ", found " + shown(got));
  }

  private static String shown(JsonNode node) {
    return node.isMissingNode() ? "nothing" : node.toString();
  }
}
