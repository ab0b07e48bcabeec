package io.oddsupdate.pricing.model.nfl;

import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.model.Outlook;
import io.oddsupdate.pricing.model.QuarterClock;
import io.oddsupdate.pricing.model.ScoreDistribution;
import io.oddsupdate.pricing.reference.Side;
import java.util.Optional;

/** Computes what is asked for when it is asked for; equal however often and in what order. */
final class NflOutlook implements Outlook {
  private final NflGame game;
  private final GameState state;
  private final QuarterClock clock;
  private final ScoreDistribution finalScore;

  /** Null until it is asked for, and once regulation is over. */
  private DriveScore regulation;

  NflOutlook(NflGame game, GameState state, QuarterClock clock) {
    this.game = game;
    this.state = state;
    this.clock = clock;
    this.finalScore = game.finalScore(state, clock, this::played);
  }

  @Override
  public ScoreDistribution finalScore() {
    return finalScore;
  }

  @Override
  public ScoreDistribution regulation() {
    if (clock.quarter() <= QuarterClock.QUARTERS) {
      return played();
    }
    return clock.regulation(state);
  }

  private DriveScore played() {
    if (regulation == null) {
      regulation = game.regulation(state, clock);
    }
    return regulation;
  }

  @Override
  public Optional<ScoreDistribution> periods(int first, int last) {
    if (first < 1 || last > QuarterClock.QUARTERS || first > last) {
      return Optional.empty();
    }
    return clock
        .scored(state, first, last)
        .map(scored -> game.stretch(state, clock, first, last, scored));
  }

  @Override
  public double shareLeft(Side side) {
    return game.shareLeft(clock, () -> regulation().margin().exactly(0));
  }
}
