package io.oddsupdate.pricing.model.epl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * When goals and red cards fell in a match.
 *
 * @param homeRate goals expected of the home team; 0 where only a price tells
 * @param moments in order
 */
record Timeline(
    String season,
    String home,
    String away,
    double homeRate,
    double awayRate,
    List<Moment> moments) {

  /**
   * @param red else it is a goal
   * @param home whether of the home team
   * @param half 1 or 2
   * @param second of the half
   */
  record Moment(boolean red, boolean home, int half, double second) {
    boolean by(int half, double second) {
      return this.half < half || (this.half == half && this.second <= second);
    }
  }

  /** How many goals, or red cards, a team has by a moment. */
  int count(boolean red, boolean home, int half, double second) {
    return (int)
        moments.stream()
            .filter(each -> each.red() == red && each.home() == home && each.by(half, second))
            .count();
  }

  /**
   * A CSV file: {@code league,season,home,away,home_rate,away_rate,event,side,half,second}, events
   * {@code start} (one a match), {@code goal} and {@code red} (by side {@code home} or {@code
   * away}), in order.
   */
  static List<Timeline> read(String csv) {
    Map<String, Timeline> matches = new LinkedHashMap<>();
    for (String line : csv.lines().skip(1).toList()) {
      String[] cells = line.split(",", -1);
      String key = String.join(",", List.of(cells).subList(0, 4));
      Timeline match =
          matches.computeIfAbsent(
              key,
              each ->
                  new Timeline(
                      cells[1],
                      cells[2],
                      cells[3],
                      rate(cells[4]),
                      rate(cells[5]),
                      new ArrayList<>()));
      if (!cells[6].equals("start")) {
        match
            .moments()
            .add(
                new Moment(
                    cells[6].equals("red"),
                    cells[7].equals("home"),
                    Integer.parseInt(cells[8]),
                    Double.parseDouble(cells[9])));
      }
    }
    return List.copyOf(matches.values());
  }

  private static double rate(String cell) {
    return cell.isEmpty() ? 0 : Double.parseDouble(cell);
  }
}
