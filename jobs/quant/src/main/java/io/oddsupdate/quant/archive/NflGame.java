package io.oddsupdate.quant.archive;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A game by quarter, with its closing lines.
 *
 * @param season the year it began
 * @param home points by quarter
 * @param away points by quarter
 * @param spread closing home handicap
 * @param total closing total
 * @param lines whether the lines can be trusted
 * @param moneyline closing chance of the home team without margin, a tie returned; empty where the
 *     prices are not known
 */
public record NflGame(
    int season,
    List<Integer> home,
    List<Integer> away,
    int homeFinal,
    int awayFinal,
    double spread,
    double total,
    boolean lines,
    OptionalDouble moneyline) {
  public NflGame {
    home = List.copyOf(home);
    away = List.copyOf(away);
  }

  /** Points of the home team in the first so many quarters. */
  public int home(int quarters) {
    return home.subList(0, quarters).stream().mapToInt(Integer::intValue).sum();
  }

  /** Points of the away team in the first so many quarters. */
  public int away(int quarters) {
    return away.subList(0, quarters).stream().mapToInt(Integer::intValue).sum();
  }

  /** At the end, overtime included. */
  public int margin() {
    return homeFinal - awayFinal;
  }

  boolean isPossible() {
    boolean overtime = homeFinal != home(4) || awayFinal != away(4);
    boolean negative =
        home.stream().anyMatch(points -> points < 0)
            || away.stream().anyMatch(points -> points < 0);
    return !negative && (!overtime || home(4) == away(4));
  }
}
