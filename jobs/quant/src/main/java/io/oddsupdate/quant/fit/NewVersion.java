package io.oddsupdate.quant.fit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.oddsupdate.pricing.market.League;
import io.oddsupdate.pricing.reference.ModelVersion;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A row of {@code model_versions}, to be.
 *
 * @param provenance games, files with their SHA-256, date and command
 */
public record NewVersion(League league, ModelVersion version, String provenance) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern NUMBERED = Pattern.compile("(.*?)(\\d+)");

  /**
   * @param digests SHA-256 of each file that was read, by name
   * @param command that makes it again
   */
  public static NewVersion of(
      League league,
      ModelVersion version,
      String games,
      Map<String, String> digests,
      Optional<LocalDate> date,
      String command) {
    String files =
        digests.entrySet().stream()
            .map(file -> file.getKey() + " sha256 " + file.getValue())
            .collect(Collectors.joining(", "));
    return new NewVersion(
        league,
        version,
        "Fitted %swith `%s`: %s. Files read: %s"
            .formatted(date.map(day -> day + " ").orElse(""), command, games, files));
  }

  /**
   * The name that a version gets.
   *
   * @param newest of the league, such as {@code nfl-2026.2}
   * @param wanted null for the next number
   * @throws IllegalArgumentException where it is no name of a version of the league, or the newest
   *     one's
   */
  public static String name(League league, String newest, String wanted) {
    if (wanted == null) {
      Matcher numbered = NUMBERED.matcher(newest);
      if (!numbered.matches()) {
        throw new IllegalArgumentException(
            "--version is needed: the newest, %s, ends without a number".formatted(newest));
      }
      return numbered.group(1) + (Integer.parseInt(numbered.group(2)) + 1);
    }
    if (!wanted.matches(league.id() + "-[0-9A-Za-z._-]+")) {
      throw new IllegalArgumentException(
          "--version must begin with %s- and be of letters, digits, dots, dashes; got %s"
              .formatted(league.id(), wanted));
    }
    if (wanted.equals(newest)) {
      throw new IllegalArgumentException(
          "--version %s is there already: a version never changes".formatted(wanted));
    }
    return wanted;
  }

  /** As the shipped versions are written: a constant a line. */
  public String json() {
    StringBuilder json = new StringBuilder("{\n");
    json.append("  \"model_version\": ").append(quoted(version.modelVersion())).append(",\n");
    json.append("  \"league\": ").append(quoted(league.id())).append(",\n");
    json.append("  \"model_id\": ").append(quoted(version.modelId())).append(",\n");
    json.append("  \"provenance\": ").append(quoted(provenance)).append(",\n");
    json.append("  \"constants\": {\n");
    json.append(
        constants().properties().stream()
            .map(
                constant ->
                    "    "
                        + quoted(constant.getKey())
                        + ": "
                        + constant.getValue().toString().replace(",", ", "))
            .collect(Collectors.joining(",\n")));
    return json.append("\n  }\n}\n").toString();
  }

  /** A number, or a list of numbers, by name. */
  JsonNode constants() {
    ObjectNode constants = JSON.createObjectNode();
    for (Map.Entry<String, List<Double>> constant :
        new TreeMap<>(version.constants().values()).entrySet()) {
      if (constant.getValue().size() == 1) {
        constants.set(constant.getKey(), number(constant.getValue().get(0)));
      } else {
        ArrayNode numbers = constants.putArray(constant.getKey());
        constant.getValue().forEach(value -> numbers.add(number(value)));
      }
    }
    return constants;
  }

  /** 15, not 15.0. */
  private static JsonNode number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? IntNode.valueOf((int) value)
        : DoubleNode.valueOf(value);
  }

  private static String quoted(String text) {
    try {
      return JSON.writeValueAsString(text);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("any text can be written", impossible);
    }
  }
}
