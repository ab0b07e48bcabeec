package io.oddsupdate.mirror;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The prices that are quoted as fractions in Britain. Fractions are names, not numbers: 4/6, 6/4
 * and 100/30 are never reduced, and a price between two rungs takes the shorter one, so that a
 * quote never promises more than the decimal price does. Beyond both ends the last rung stands.
 */
final class FractionalLadder {
  private static final List<String> RUNGS =
      List.of(
          "1/1000 1/500 1/250 1/200 1/150 1/100 1/80 1/66 1/50 1/40 1/33 1/28 1/25 1/22 1/20 1/18",
          "1/16 1/14 1/12 1/11 1/10 1/9 1/8 2/15 1/7 2/13 1/6 2/11 1/5 2/9 1/4 2/7 30/100 1/3 4/11",
          "2/5 40/95 4/9 40/85 1/2 8/15 4/7 8/13 4/6 8/11 4/5 5/6 10/11 20/21 1/1 21/20 11/10 23/20",
          "6/5 5/4 13/10 11/8 7/5 6/4 8/5 13/8 17/10 7/4 9/5 15/8 19/10 2/1 21/10 85/40 11/5 9/4",
          "23/10 95/40 12/5 5/2 13/5 11/4 14/5 3/1 100/30 7/2 4/1 9/2 5/1 11/2 6/1 13/2 7/1 15/2",
          "8/1 17/2 9/1 10/1 11/1 12/1 14/1 16/1 18/1 20/1 22/1 25/1 28/1 33/1 40/1 50/1 66/1 80/1",
          "100/1 125/1 150/1 200/1 250/1 300/1 400/1 500/1 750/1 1000/1");

  private static final NavigableMap<Long, String> BY_PRICE = byPrice();

  private FractionalLadder() {}

  /**
   * @param price decimal x 10,000
   * @return a rung such as {@code 13/8}; {@code 0/1} where nothing can be won
   */
  static String of(long price) {
    if (price <= AmericanOdds.STAKE) {
      return "0/1";
    }
    Map.Entry<Long, String> rung = BY_PRICE.floorEntry(price);
    return rung == null ? BY_PRICE.firstEntry().getValue() : rung.getValue();
  }

  /** Every rung under the shortest price, in four places, that is written as it. */
  static NavigableMap<Long, String> byPrice() {
    NavigableMap<Long, String> ladder = new TreeMap<>();
    for (String line : RUNGS) {
      for (String rung : line.split(" ", -1)) {
        int slash = rung.indexOf('/');
        long numerator = Long.parseLong(rung.substring(0, slash));
        long denominator = Long.parseLong(rung.substring(slash + 1));
        ladder.put(AmericanOdds.STAKE + AmericanOdds.STAKE * numerator / denominator, rung);
      }
    }
    return ladder;
  }
}
