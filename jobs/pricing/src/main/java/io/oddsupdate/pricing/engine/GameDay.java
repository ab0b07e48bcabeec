package io.oddsupdate.pricing.engine;

/** The day that a game id names: {@code {league}-{yyyymmdd}-{away}-{home}[-{n}]}. */
final class GameDay {
  private GameDay() {}

  /** Days since 1970-01-01; 0 where the id names no date. */
  static long of(String gameId) {
    int dash = gameId.indexOf('-');
    if (dash < 0 || gameId.length() < dash + 9) {
      return 0;
    }
    int date = 0;
    for (int i = dash + 1; i < dash + 9; i++) {
      int digit = gameId.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return 0;
      }
      date = date * 10 + digit;
    }
    return days(date / 10_000, date / 100 % 100, date % 100);
  }

  /** Counts years from March, so that the leap day is the last of its year. */
  private static long days(int year, int month, int day) {
    long y = month > 2 ? year : year - 1L;
    long dayOfYear = (153L * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    return 365 * y + y / 4 - y / 100 + y / 400 + dayOfYear - 719_468;
  }
}
