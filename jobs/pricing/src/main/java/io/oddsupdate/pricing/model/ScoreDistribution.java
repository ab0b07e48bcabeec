package io.oddsupdate.pricing.model;

/**
 * The one joint distribution of the score at the end of a stretch of the game, as known now. Every
 * market of the stretch is a question to it, so that prices cannot contradict each other.
 *
 * <p>Immutable. All chances are of the score of that stretch (for the whole game: the final score,
 * what has been scored included).
 */
public interface ScoreDistribution {
  /** Home minus away. */
  Chances margin();

  /** Home plus away. */
  Chances total();

  Chances home();

  Chances away();

  /**
   * P(home = {@code home} and away = {@code away}); exactly 0 where the state leaves no way to it.
   */
  double exactly(int home, int away);

  /** P(both teams score at least once); exactly 0 or 1 where the state leaves no other way. */
  double bothScore();

  /**
   * Whether more than the margin is known; otherwise every other question throws {@link
   * UnsupportedOperationException}.
   */
  default boolean tellsPoints() {
    return true;
  }

  /** A score that was level, however high. */
  static ScoreDistribution level() {
    return new LevelScore();
  }

  /** A score that is known for good. */
  static ScoreDistribution certain(int home, int away) {
    return new CertainScore(home, away);
  }
}
