package io.oddsupdate.quant.archive;

import java.util.List;
import java.util.Optional;

/**
 * A match that was played, with what Pinnacle's closing prices said.
 *
 * @param season such as {@code 1516}
 * @param closing decimal odds of home, draw and away
 * @param result their chances, by Shin's method
 * @param over chance of more than 2.5 goals; empty where the closing price is not known
 */
public record EplMatch(
    String season,
    String home,
    String away,
    int homeGoals,
    int awayGoals,
    int homeAtHalf,
    int awayAtHalf,
    List<Double> closing,
    List<Double> result,
    Optional<Double> over) {

  /** 0 home, 1 draw, 2 away. */
  public int outcome() {
    return Integer.compare(awayGoals, homeGoals) + 1;
  }
}
