package io.oddsupdate.quant.archive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** When goals and red cards fell, from the event streams of StatsBomb's open data. */
public final class EplEventStreams {
  /** Anywhere after the last whistle. */
  private static final double EVER = 1e6;

  /** Names of football-data.co.uk that are no beginnings of the full ones. */
  private static final Map<String, String> OWN_NAMES =
      Map.of(
          "Nott'm Forest", "Nottingham Forest",
          "QPR", "Queens Park Rangers",
          "Sheffield Weds", "Sheffield Wednesday",
          "Wolves", "Wolverhampton Wanderers");

  private EplEventStreams() {}

  /**
   * Timelines of those of the matches whose event stream is at hand, under the matches' own names
   * of the teams. A stream is left out, and told of, where it is of none of the matches or where
   * its goals are not those of the result.
   *
   * @param matches of one season
   * @throws UnreadableDataException where a stream is malformed
   */
  public static List<EplTimeline> read(
      Archive archive, List<EplMatch> matches, Consumer<String> told) {
    Map<EplMatch, EplTimeline> timelines = new LinkedHashMap<>();
    List<String> unknown = new ArrayList<>();
    for (DataFile file : EplEventStream.files(archive)) {
      EplTimeline stream = EplEventStream.read(archive, file, "");
      Optional<EplMatch> match = matches.stream().filter(each -> isOf(each, stream)).findFirst();
      if (match.isPresent()) {
        EplMatch of = match.get();
        timelines.put(
            of, new EplTimeline(of.season(), of.home(), of.away(), 0, 0, stream.moments()));
      } else {
        unknown.add(file.name() + " (" + stream.home() + " - " + stream.away() + ")");
      }
    }
    if (!unknown.isEmpty()) {
      told.accept(
          "left out, since no match of the season has these teams and these goals: "
              + String.join(", ", unknown));
    }
    return List.copyOf(timelines.values());
  }

  private static boolean isOf(EplMatch match, EplTimeline stream) {
    return isShortFor(match.home(), stream.home())
        && isShortFor(match.away(), stream.away())
        && match.homeAtHalf() == stream.count(false, true, 1, EVER)
        && match.awayAtHalf() == stream.count(false, false, 1, EVER)
        && match.homeGoals() == stream.count(false, true, 2, EVER)
        && match.awayGoals() == stream.count(false, false, 2, EVER);
  }

  /**
   * Man City is short for Manchester City: its words begin words of it, in the same order. Wolves
   * is a name of its own.
   */
  static boolean isShortFor(String shorter, String name) {
    String[] words = name.split(" ");
    int at = 0;
    for (String word : OWN_NAMES.getOrDefault(shorter, shorter).split(" ")) {
      while (at < words.length && !words[at].startsWith(word)) {
        at++;
      }
      if (at++ >= words.length) {
        return false;
      }
    }
    return true;
  }
}
