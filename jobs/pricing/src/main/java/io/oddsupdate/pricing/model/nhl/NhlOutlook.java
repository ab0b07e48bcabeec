package io.oddsupdate.pricing.model.nhl;

import io.oddsupdate.pricing.model.NextScore;
import io.oddsupdate.pricing.model.Outlook;
import io.oddsupdate.pricing.model.ScoreDistribution;
import io.oddsupdate.pricing.reference.Side;
import java.util.Optional;

/**
 * @param next the next goal of regulation: the market ends with it
 * @param share of a full game's time that is expected to be still played, the same for both teams
 */
record NhlOutlook(
    ScoreDistribution finalScore,
    ScoreDistribution regulation,
    NextScore next,
    double share,
    Periods periods)
    implements Outlook {

  @Override
  public Optional<ScoreDistribution> periods(int first, int last) {
    if (first < 1 || last > NhlConstants.PERIODS || first > last) {
      return Optional.empty();
    }
    return first == 1 && last == NhlConstants.PERIODS
        ? Optional.of(regulation)
        : periods.of(first, last);
  }

  @Override
  public Optional<NextScore> nextScore() {
    return Optional.of(next);
  }

  @Override
  public double shareLeft(Side side) {
    return share;
  }
}
