package io.oddsupdate.pricing.odds;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fractional odds: what is won on a stake, such as 7/4. A fraction is a name, not a number: 6/4 and
 * 100/30 are written so, see {@link UkLadder}.
 */
public record FractionalOdds(long numerator, long denominator) {
  private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,9})/([0-9]{1,9})");

  private static final long DENOMINATOR_MAX = 1_000_000_000;

  public FractionalOdds {
    if (numerator < 1 || denominator < 1) {
      throw new RefusedOddsException(
          "fractional_not_positive",
          "fractional",
          "both numbers of fractional must be at least 1, got " + numerator + "/" + denominator);
    }
  }

  /**
   * @param text such as {@code 7/4}
   */
  public static FractionalOdds parse(String text) {
    Matcher matcher = WRITTEN.matcher(text);
    if (!matcher.matches()) {
      throw new RefusedOddsException(
          "fractional_malformed",
          "fractional",
          "fractional must be odds of two whole numbers such as 7/4, got " + text);
    }
    return new FractionalOdds(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
  }

  /**
   * The fraction of a decimal price: the rung of the UK ladder that is written as it, else the
   * simplest fraction that is equal to it.
   */
  public static FractionalOdds of(double decimal) {
    if (!(decimal > 1 && decimal <= DENOMINATOR_MAX)) {
      throw new RefusedOddsException(
          "odds_not_above_1",
          "decimal",
          "decimal must be odds above 1 and at most 1e9, got " + decimal);
    }
    return UkLadder.writtenAs(decimal).orElseGet(() -> simplest(decimal - 1));
  }

  /** The first convergent of the continued fraction that is the number. */
  private static FractionalOdds simplest(double number) {
    long numerator = 1;
    long denominator = 0;
    long numeratorBefore = 0;
    long denominatorBefore = 1;
    double rest = number;
    double rounding = 2 * Math.ulp(1 + number);
    while (true) {
      if (denominator > 0 && rest > (double) DENOMINATOR_MAX / denominator) {
        // Short of it by less than a stake can show; never 0, which would be no price.
        return new FractionalOdds(Math.max(1, numerator), denominator);
      }
      long whole = (long) Math.floor(rest);
      long nextNumerator = whole * numerator + numeratorBefore;
      long nextDenominator = whole * denominator + denominatorBefore;
      numeratorBefore = numerator;
      denominatorBefore = denominator;
      numerator = nextNumerator;
      denominator = nextDenominator;
      double missing = Math.abs((double) numerator / denominator - number);
      if (numerator > 0 && missing <= rounding || rest == whole) {
        return new FractionalOdds(Math.max(1, numerator), denominator);
      }
      rest = 1 / (rest - whole);
    }
  }

  public double decimal() {
    return 1 + (double) numerator / denominator;
  }

  /** As it is written: {@code 7/4}. */
  @Override
  public String toString() {
    return numerator + "/" + denominator;
  }
}
