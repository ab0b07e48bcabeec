package io.oddsupdate.quant.fit.nfl;

import io.oddsupdate.pricing.model.Constants;
import io.oddsupdate.quant.archive.Archive;
import io.oddsupdate.quant.archive.DataFile;
import io.oddsupdate.quant.archive.NflGame;
import io.oddsupdate.quant.archive.NflGames;
import io.oddsupdate.quant.evaluate.NflEvaluation;
import io.oddsupdate.quant.fit.Fitted;
import io.oddsupdate.quant.fit.LeagueFit;
import java.util.List;
import java.util.function.Consumer;

/** Quarter scores and closing lines. */
public final class NflLeagueFit implements LeagueFit {
  @Override
  public List<DataFile> needed() {
    return new NflEvaluation().needed();
  }

  @Override
  public Fitted fit(Constants start, Archive archive, boolean everything, Consumer<String> told) {
    List<NflGame> games =
        NflGames.read(archive).stream()
            .filter(
                game -> game.lines() && (everything || game.season() <= NflEvaluation.LAST_FITTED))
            .toList();
    told.accept("fitting to quarter scores and closing lines of %,d games".formatted(games.size()));
    return new Fitted(
        new NflFit(start, games).fit(),
        "quarter scores and closing lines of %,d games of seasons 2011-%s%s; home edge, league total, overtime's points, expected points and spreads of strength as before"
            .formatted(
                games.size(), everything ? "21" : "16", everything ? "" : " (2017-21 held out)"));
  }
}
