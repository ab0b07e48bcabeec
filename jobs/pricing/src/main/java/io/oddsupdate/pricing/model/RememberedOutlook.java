package io.oddsupdate.pricing.model;

import io.oddsupdate.pricing.reference.Side;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An outlook that computes each distribution once, however many markets ask it. For one state and
 * one thread.
 */
public final class RememberedOutlook implements Outlook {
  private final Outlook outlook;
  private ScoreDistribution finalScore;
  private ScoreDistribution regulation;
  private Optional<NextScore> nextScore;

  /** Of the home and the away team; NaN where nobody has asked. */
  private final double[] shareLeft = {Double.NaN, Double.NaN};

  private final Map<Integer, Optional<ScoreDistribution>> periods = new HashMap<>();

  public RememberedOutlook(Outlook outlook) {
    this.outlook = outlook;
  }

  @Override
  public ScoreDistribution finalScore() {
    if (finalScore == null) {
      finalScore = outlook.finalScore();
    }
    return finalScore;
  }

  @Override
  public ScoreDistribution regulation() {
    if (regulation == null) {
      regulation = outlook.regulation();
    }
    return regulation;
  }

  @Override
  public Optional<ScoreDistribution> periods(int first, int last) {
    // No league has a hundred periods.
    return periods.computeIfAbsent(100 * first + last, key -> outlook.periods(first, last));
  }

  @Override
  public Optional<NextScore> nextScore() {
    if (nextScore == null) {
      nextScore = outlook.nextScore();
    }
    return nextScore;
  }

  @Override
  public double shareLeft(Side side) {
    int team = side == Side.HOME ? 0 : 1;
    if (Double.isNaN(shareLeft[team])) {
      shareLeft[team] = outlook.shareLeft(side);
    }
    return shareLeft[team];
  }

  @Override
  public double scoresLeft(Side side) {
    return outlook.scoresLeft(side);
  }
}
