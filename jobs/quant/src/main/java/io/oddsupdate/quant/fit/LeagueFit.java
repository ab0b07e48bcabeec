package io.oddsupdate.quant.fit;

import io.oddsupdate.pricing.market.League;
import io.oddsupdate.pricing.model.Constants;
import io.oddsupdate.quant.archive.Archive;
import io.oddsupdate.quant.archive.DataFile;
import io.oddsupdate.quant.fit.epl.EplLeagueFit;
import io.oddsupdate.quant.fit.mlb.MlbLeagueFit;
import io.oddsupdate.quant.fit.nba.NbaLeagueFit;
import io.oddsupdate.quant.fit.nfl.NflLeagueFit;
import io.oddsupdate.quant.fit.nhl.NhlLeagueFit;
import java.util.List;
import java.util.function.Consumer;

/** Fits a league's constants to the games of an archive. */
public interface LeagueFit {

  /** Files that the fit and the scores cannot do without. */
  List<DataFile> needed();

  /**
   * @param start constants to start from; those that past games do not tell stay as they are
   * @param everything whether the games that are otherwise held out count, too
   * @param told what is found on the way
   * @throws io.oddsupdate.quant.archive.UnreadableDataException where a file that the league cannot
   *     do without is missing or malformed
   */
  Fitted fit(Constants start, Archive archive, boolean everything, Consumer<String> told);

  static LeagueFit of(League league) {
    return switch (league) {
      case EPL -> new EplLeagueFit();
      case NBA -> new NbaLeagueFit();
      case NFL -> new NflLeagueFit();
      case NHL -> new NhlLeagueFit();
      case MLB -> new MlbLeagueFit();
    };
  }
}
