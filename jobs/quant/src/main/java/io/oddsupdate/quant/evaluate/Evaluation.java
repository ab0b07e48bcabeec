package io.oddsupdate.quant.evaluate;

import io.oddsupdate.pricing.market.League;
import io.oddsupdate.pricing.reference.ModelVersion;
import io.oddsupdate.quant.archive.Archive;
import io.oddsupdate.quant.archive.DataFile;
import java.util.List;
import java.util.function.Consumer;

/** How a league's model is scored: which games are held out of fits, and when it is asked. */
public interface Evaluation {

  /** Files that it cannot do without. */
  List<DataFile> needed();

  /**
   * Scores on the held-out games: none of them may have been in the fit of these constants.
   *
   * @param told says what could not be scored, and why
   * @throws io.oddsupdate.quant.archive.UnreadableDataException where a file that the league cannot
   *     do without is missing or malformed
   */
  List<Checkpoint> heldOut(ModelVersion version, Archive archive, Consumer<String> told);

  static Evaluation of(League league) {
    return switch (league) {
      case EPL -> new EplEvaluation();
      case NBA -> new NbaEvaluation();
      case NFL -> new NflEvaluation();
      case NHL -> new NhlEvaluation();
      case MLB -> new MlbEvaluation();
    };
  }
}
