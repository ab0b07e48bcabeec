package io.oddsupdate.pricing.reference;

import io.oddsupdate.pricing.odds.MarginMethod;
import java.util.List;

/**
 * One kind of market that a league offers.
 *
 * @param market UOF market id
 * @param margin target overround minus 1
 * @param beside lines on each side of the main one, which is the line nearest to even chances when
 *     the game is first priced; 0 also where the market has no line
 * @param step between two lines, a multiple of 0.25
 * @param at lines that are always offered, whatever is expected; instead of the main line where
 *     there are any
 * @param numbers of the periods that are offered; empty where the market has no number
 * @param least expected count from which a player has the market; 0: every player has it of whom a
 *     count is expected
 * @param method how the margin is spread over the outcomes; power where none is said, as in state
 *     of releases that knew no other
 */
public record MarketOffer(
    int market,
    double margin,
    int beside,
    double step,
    List<Double> at,
    List<Integer> numbers,
    double least,
    MarginMethod method) {
  public MarketOffer {
    method = method == null ? MarginMethod.POWER : method;
    Check.within("margin of market " + market, margin, 0, 0.5);
    Check.within("lines of market " + market, beside, 0, 50);
    quarters("step of market " + market, step);
    Check.within("step of market " + market, step, 0.25, 100);
    Check.within("least of market " + market, least, 0, 1000);
    for (double line : at) {
      quarters("line of market " + market, line);
    }
    for (int number : numbers) {
      Check.within("number of market " + market, number, 1, 20);
    }
  }

  /** A market that every player has of whom a count is expected, or of no player. */
  public MarketOffer(
      int market, double margin, int beside, double step, List<Double> at, List<Integer> numbers) {
    this(market, margin, beside, step, at, numbers, 0, MarginMethod.POWER);
  }

  private static void quarters(String name, double line) {
    if (line * 4 != Math.rint(line * 4)) {
      throw new IllegalArgumentException(name + " must be a multiple of 0.25, got " + line);
    }
  }
}
