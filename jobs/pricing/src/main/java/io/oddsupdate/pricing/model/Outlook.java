package io.oddsupdate.pricing.model;

import io.oddsupdate.pricing.reference.Side;
import java.util.Optional;

/**
 * What a model expects of a game in one state of it. One distribution underlies everything here:
 * {@link #regulation} and the periods are marginals of the game that {@link #finalScore} ends.
 *
 * <p>Immutable, a function of the model, what was expected before the start, and the state.
 */
public interface Outlook {
  /** The final score: overtime, extra innings and the goal of a shootout included. */
  ScoreDistribution finalScore();

  /** The score at the end of regulation; the final score where a league has nothing after it. */
  ScoreDistribution regulation();

  /**
   * The points scored in regulation periods {@code first..last}, both included (a quarter, a half,
   * innings 1 to 5).
   *
   * @return empty where the model does not tell them
   */
  default Optional<ScoreDistribution> periods(int first, int last) {
    return Optional.empty();
  }

  /** Empty where the league has no such market. */
  default Optional<NextScore> nextScore() {
    return Optional.empty();
  }

  /**
   * How much of a full game is expected to be still played by a team, overtimes with their chance:
   * 1 at the start of a game without overtime, 0 at the end. Time in timed games; a team's own
   * turns to bat in baseball.
   */
  double shareLeft(Side side);

  /**
   * Points, goals or runs that a team is expected still to score, overtimes with their chance; 0 at
   * the end.
   */
  default double scoresLeft(Side side) {
    Chances score = side == Side.HOME ? finalScore().home() : finalScore().away();
    double expected = 0;
    double chance = 1;
    for (int number = 1; chance > Chances.LEAST; number++) {
      chance = score.atLeast(number);
      // What has been scored is certain, and nothing that is open is.
      expected += chance < 1 ? chance : 0;
    }
    return expected;
  }
}
