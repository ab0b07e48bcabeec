package io.oddsupdate.quant.archive;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How often a half inning still brought so many runs, from each base-out state. */
public final class MlbRunCounts {
  public static final DataFile FILE =
      new DataFile(
          "mlb/mlb_run_expectancy.json",
          "https://github.com/gregstoll/baseballstats, runsperinningstats, counted from Retrosheet",
          "JSON: run_distribution_retrosheet_to_2023.states, by outs|bases such as 1|101, with"
              + " counts of 0, 1, 2 .. runs");

  private static final int STATES = 24;

  private MlbRunCounts() {}

  /**
   * By state as constants spell it, such as {@code 1_1-3}.
   *
   * @throws UnreadableDataException where the file is missing or malformed
   */
  public static Map<String, List<Double>> read(Archive archive) {
    JsonNode states = archive.json(FILE).path("run_distribution_retrosheet_to_2023").path("states");
    Map<String, List<Double>> counts = new TreeMap<>();
    for (Map.Entry<String, JsonNode> state : states.properties()) {
      List<Double> numbers = new ArrayList<>();
      state.getValue().path("counts").forEach(count -> numbers.add(count.asDouble()));
      counts.put(name(state.getKey()), numbers);
    }
    if (counts.size() != STATES || counts.values().stream().anyMatch(List::isEmpty)) {
      throw UnreadableDataException.malformed(
          FILE, "must have counts of " + STATES + " states, has " + counts.size());
    }
    return counts;
  }

  private static String name(String key) {
    if (!key.matches("[0-2]\\|[01]{3}")) {
      throw UnreadableDataException.malformed(FILE, "a state must be like 1|101, got " + key);
    }
    StringBuilder bases = new StringBuilder();
    for (int base = 0; base < 3; base++) {
      bases.append(key.charAt(2 + base) == '1' ? (char) ('1' + base) : '-');
    }
    return key.charAt(0) + "_" + bases;
  }
}
