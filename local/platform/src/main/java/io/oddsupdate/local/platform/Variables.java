package io.oddsupdate.local.platform;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the variables that a user sets, and collects every problem with them, so that a user sees
 * all of them at once. An empty value counts as not set.
 */
final class Variables {
  private final Map<String, String> values;
  private final List<String> problems = new ArrayList<>();

  Variables(Map<String, String> values) {
    this.values = values;
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name)).map(String::trim).filter(text -> !text.isEmpty());
  }

  int port(String name, int otherwise) {
    return (int) number(name, otherwise, 1, 65_535, "a port between 1 and 65535");
  }

  int count(String name, int otherwise, int most) {
    return (int) number(name, otherwise, 1, most, "a whole number from 1 to " + most);
  }

  long seed(String name, long otherwise) {
    return number(name, otherwise, Long.MIN_VALUE, Long.MAX_VALUE, "a whole number");
  }

  double factor(String name, double otherwise) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      double value = Double.parseDouble(text.get());
      if (value > 0 && value <= 10_000) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Reported below, together with numbers out of range.
    }
    return wrong(name, text.get(), "a factor above 0, at most 10000", otherwise);
  }

  boolean flag(String name) {
    Optional<String> text = text(name);
    if (text.isEmpty() || text.get().equals("0")) {
      return false;
    }
    return text.get().equals("1") || wrong(name, text.get(), "0 or 1", false);
  }

  Optional<Path> file(String name) {
    Optional<Path> file = text(name).map(Path::of);
    if (file.isPresent() && !Files.isRegularFile(file.get())) {
      return wrong(name, file.get().toString(), "a file that exists", Optional.empty());
    }
    return file;
  }

  void problem(String problem) {
    problems.add(problem);
  }

  /**
   * Ends the reading.
   *
   * @throws IllegalArgumentException naming every variable that is wrong, and what it takes
   */
  void done() {
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join(System.lineSeparator(), problems));
    }
  }

  private long number(String name, long otherwise, long least, long most, String takes) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      long value = Long.parseLong(text.get());
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Reported below, together with numbers out of range.
    }
    return wrong(name, text.get(), takes, otherwise);
  }

  private <T> T wrong(String name, String value, String takes, T otherwise) {
    problems.add(name + "=" + value + ": it takes " + takes);
    return otherwise;
  }
}
