package io.oddsupdate.pricing.model.nba;

import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.model.Outlook;
import io.oddsupdate.pricing.model.QuarterClock;
import io.oddsupdate.pricing.model.ScoreDistribution;
import io.oddsupdate.pricing.reference.Side;
import java.util.Optional;

/** Computes what is asked for when it is asked for; equal however often and in what order. */
final class NbaOutlook implements Outlook {
  private final NbaGame game;
  private final GameState state;
  private final QuarterClock clock;
  private final ScoreDistribution finalScore;
  private final double overtimes;

  NbaOutlook(NbaGame game, GameState state, QuarterClock clock) {
    this.game = game;
    this.state = state;
    this.clock = clock;
    if (clock.over()) {
      this.finalScore = ScoreDistribution.certain(clock.home(), clock.away());
      this.overtimes = 0;
    } else {
      NbaGame.Final end = game.finalScore(clock);
      this.finalScore = end.score();
      this.overtimes = end.tie() * game.overtimesAfterTie();
    }
  }

  @Override
  public ScoreDistribution finalScore() {
    return finalScore;
  }

  @Override
  public ScoreDistribution regulation() {
    if (clock.quarter() <= QuarterClock.QUARTERS) {
      return game.regulationScore(clock);
    }
    return clock.regulation(state);
  }

  @Override
  public Optional<ScoreDistribution> periods(int first, int last) {
    if (first < 1 || last > QuarterClock.QUARTERS || first > last) {
      return Optional.empty();
    }
    return clock.scored(state, first, last).map(scored -> game.stretch(clock, first, last, scored));
  }

  @Override
  public double shareLeft(Side side) {
    if (clock.over()) {
      return 0;
    }
    double seconds = clock.regulationLeft(game.constants.quarterSeconds());
    // What is left of an overtime that has begun; one that is due is among the expected ones.
    boolean due = clock.lead() == 0 && clock.overtimeLeft() == game.constants.overtimeSeconds();
    double begun = due ? 0 : clock.overtimeLeft();
    return (seconds + begun) / game.constants.regulationSeconds() + overtimes;
  }
}
