package io.oddsupdate.quant.fit.epl;

import io.oddsupdate.pricing.model.Constants;
import io.oddsupdate.quant.archive.Archive;
import io.oddsupdate.quant.archive.DataFile;
import io.oddsupdate.quant.archive.EplMatch;
import io.oddsupdate.quant.archive.EplMatches;
import io.oddsupdate.quant.archive.EplTimeline;
import io.oddsupdate.quant.archive.EplTimelines;
import io.oddsupdate.quant.evaluate.EplEvaluation;
import io.oddsupdate.quant.fit.Fitted;
import io.oddsupdate.quant.fit.LeagueFit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Results and closing prices of seasons, and timelines where they are at hand. */
public final class EplLeagueFit implements LeagueFit {
  @Override
  public List<DataFile> needed() {
    return new EplEvaluation().needed();
  }

  @Override
  public Fitted fit(Constants start, Archive archive, boolean everything, Consumer<String> told) {
    List<String> seasons = new ArrayList<>(EplEvaluation.FITTED);
    if (everything) {
      seasons.add(0, EplEvaluation.HELD_OUT);
    }
    List<EplMatch> matches = EplMatches.read(archive, seasons);
    List<EplTimeline> timed = timelines(archive, EplTimelines.GOALS, everything, told);
    List<EplTimeline> rated = timelines(archive, EplTimelines.REDS, everything, told);
    told.accept(
        "fitting to results and closing prices of %,d matches, goal times of %,d, red cards of %,d"
            .formatted(matches.size(), timed.size(), rated.size()));
    return new Fitted(
        new EplFit(start, matches, timed, rated, told).fit(),
        "results and closing prices of %,d matches of seasons %s%s; %s; %s; overrun as before"
            .formatted(
                matches.size(),
                seasons,
                everything ? "" : " (1516 held out)",
                timed.isEmpty()
                    ? "goals within a half as before"
                    : "goal times of %,d matches".formatted(timed.size()),
                rated.isEmpty()
                    ? "red cards as before"
                    : "red cards of %,d matches".formatted(rated.size())));
  }

  private static List<EplTimeline> timelines(
      Archive archive, DataFile file, boolean everything, Consumer<String> told) {
    if (!archive.has(file)) {
      told.accept("what it would tell stays as before without %s".formatted(file.description()));
      return List.of();
    }
    return EplTimelines.read(archive, file).stream()
        .filter(match -> everything || !match.season().equals(EplEvaluation.HELD_OUT))
        .toList();
  }
}
