package io.oddsupdate.quant.fit.nhl;

import io.oddsupdate.pricing.model.Constants;
import io.oddsupdate.quant.archive.Archive;
import io.oddsupdate.quant.archive.DataFile;
import io.oddsupdate.quant.archive.NhlGame;
import io.oddsupdate.quant.archive.NhlGames;
import io.oddsupdate.quant.evaluate.NhlEvaluation;
import io.oddsupdate.quant.fit.Fitted;
import io.oddsupdate.quant.fit.LeagueFit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Results of seasons. */
public final class NhlLeagueFit implements LeagueFit {
  @Override
  public List<DataFile> needed() {
    return new NhlEvaluation().needed();
  }

  @Override
  public Fitted fit(Constants start, Archive archive, boolean everything, Consumer<String> told) {
    List<Integer> seasons = new ArrayList<>(NhlEvaluation.FITTED);
    if (everything) {
      seasons.addAll(NhlEvaluation.HELD_OUT);
    }
    List<NhlGame> games = NhlGames.read(archive, seasons);
    told.accept("fitting to the results of %,d games".formatted(games.size()));
    return new Fitted(
        new NhlFit(start, games).fit(),
        "results of %,d games of the seasons that ended in %s%s; rates of manpower and periods as before"
            .formatted(
                games.size(),
                seasons,
                everything ? "" : " (" + NhlEvaluation.HELD_OUT + " held out)"));
  }
}
