package io.oddsupdate.quant.fit.nba;

import io.oddsupdate.pricing.model.Constants;
import io.oddsupdate.quant.archive.Archive;
import io.oddsupdate.quant.archive.DataFile;
import io.oddsupdate.quant.archive.NbaTimeline;
import io.oddsupdate.quant.archive.NbaTimelines;
import io.oddsupdate.quant.evaluate.NbaEvaluation;
import io.oddsupdate.quant.fit.Fitted;
import io.oddsupdate.quant.fit.LeagueFit;
import java.util.List;
import java.util.function.Consumer;

/** Courses of the seasons before the one that is held out. */
public final class NbaLeagueFit implements LeagueFit {
  @Override
  public List<DataFile> needed() {
    return new NbaEvaluation().needed();
  }

  @Override
  public Fitted fit(Constants start, Archive archive, boolean everything, Consumer<String> told) {
    List<NbaTimeline> games =
        NbaTimelines.read(archive).stream()
            .filter(game -> everything || game.season() < NbaEvaluation.HELD_OUT)
            .toList();
    told.accept("fitting to the courses of %,d games".formatted(games.size()));
    return new Fitted(
        new NbaFit(start, games).fit(),
        "courses of %,d games 2019-%s by moments%s; home edge, league total and the level around closing lines as before"
            .formatted(
                games.size(),
                everything ? "22" : "21",
                everything ? "" : " (season 2021-22 held out)"));
  }
}
