package io.oddsupdate.pricing.engine;

import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.model.NextScore;
import io.oddsupdate.pricing.model.Outlook;
import io.oddsupdate.pricing.model.ScoreDistribution;
import io.oddsupdate.pricing.reference.Side;
import java.util.Optional;

/** A game that has ended, as it stands: what no model is needed for. */
record Result(GameState state) implements Outlook {
  @Override
  public ScoreDistribution finalScore() {
    return ScoreDistribution.certain(state.homeScore(), state.awayScore());
  }

  @Override
  public ScoreDistribution regulation() {
    return finalScore();
  }

  @Override
  public Optional<NextScore> nextScore() {
    return Optional.of(new NextScore(0, 1, 0));
  }

  @Override
  public double shareLeft(Side side) {
    return 0;
  }
}
