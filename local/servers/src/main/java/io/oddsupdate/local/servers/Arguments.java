package io.oddsupdate.local.servers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A command line of {@code --key value}; a key may stand several times.
 *
 * @param values in the order of the command line
 */
public record Arguments(Map<String, List<String>> values) {
  static final String PARENT_PID = "parent-pid";

  /**
   * Reads a command line.
   *
   * @param known every key that is understood
   * @throws UsageException naming what is not understood and what would be
   */
  static Arguments parse(String[] args, List<String> known) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (int i = 0; i < args.length; i += 2) {
      String key = args[i].startsWith("--") ? args[i].substring(2) : "";
      if (!known.contains(key) && !key.equals(PARENT_PID)) {
        throw new UsageException(
            "%s is not understood; known: --%s, --%s"
                .formatted(args[i], String.join(", --", known), PARENT_PID));
      }
      if (i + 1 == args.length) {
        throw new UsageException(args[i] + " needs a value");
      }
      values.computeIfAbsent(key, k -> new ArrayList<>()).add(args[i + 1]);
    }
    return new Arguments(values);
  }

  public List<String> all(String key) {
    return values.getOrDefault(key, List.of());
  }

  public Optional<String> find(String key) {
    List<String> all = all(key);
    if (all.size() > 1) {
      throw new UsageException("--" + key + " may stand once");
    }
    return all.stream().findFirst();
  }

  public String text(String key) {
    return find(key).orElseThrow(() -> new UsageException("--" + key + " is missing"));
  }

  public int port(String key) {
    return parsePort("--" + key, text(key));
  }

  public Path folder(String key) {
    return Path.of(text(key)).toAbsolutePath().normalize();
  }

  static int parsePort(String field, String text) {
    try {
      int port = Integer.parseInt(text);
      if (port > 0 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // Reported below, together with numbers out of range.
    }
    throw new UsageException(field + " must be a port between 1 and 65535, got " + text);
  }
}
