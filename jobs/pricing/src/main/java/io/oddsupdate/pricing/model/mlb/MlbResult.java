package io.oddsupdate.pricing.model.mlb;

import io.oddsupdate.pricing.model.Outlook;
import io.oddsupdate.pricing.model.ScoreDistribution;
import io.oddsupdate.pricing.reference.Side;
import java.util.Optional;

/** A game that is over. */
record MlbResult(Moment moment, Linescore linescore) implements Outlook {
  @Override
  public ScoreDistribution finalScore() {
    return ScoreDistribution.certain(moment.homeScore(), moment.awayScore());
  }

  @Override
  public ScoreDistribution regulation() {
    return linescore.regulation(moment);
  }

  @Override
  public Optional<ScoreDistribution> periods(int first, int last) {
    if (first < 1 || first > last || last > MlbConstants.INNINGS) {
      return Optional.empty();
    }
    if (linescore.known()) {
      return Optional.of(linescore.certain(first, last));
    }
    return first == 1 && moment.inning() <= last ? Optional.of(finalScore()) : Optional.empty();
  }

  @Override
  public double shareLeft(Side side) {
    return 0;
  }
}
