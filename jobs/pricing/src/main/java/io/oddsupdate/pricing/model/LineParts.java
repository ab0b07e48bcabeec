package io.oddsupdate.pricing.model;

/**
 * What a stake on "more than the line" can come to: five chances that sum to 1.
 *
 * <p>On a quarter line half of the stake is on each of the two lines beside it.
 */
public record LineParts(double win, double halfWin, double refund, double halfLose, double lose) {

  /**
   * @param line a multiple of a quarter
   */
  public static LineParts over(double line, Chances chances) {
    int whole = (int) Math.floor(line);
    double more = chances.atLeast(whole + 1);
    return switch ((int) Math.round((line - whole) * 4)) {
      case 0 -> {
        double reach = chances.atLeast(whole);
        yield new LineParts(more, 0, reach - more, 0, 1 - reach);
      }
      case 1 -> {
        double reach = chances.atLeast(whole);
        yield new LineParts(more, 0, 0, reach - more, 1 - reach);
      }
      case 2 -> new LineParts(more, 0, 0, 0, 1 - more);
      default -> {
        double further = chances.atLeast(whole + 2);
        yield new LineParts(further, more - further, 0, 0, 1 - more);
      }
    };
  }

  /** The same stake on the other side of the line. */
  public LineParts otherSide() {
    return new LineParts(
        /* win= */ lose, /* halfWin= */ halfLose, refund, /* halfLose= */ halfWin, /* lose= */ win);
  }

  /** The chance of winning, of what is not refunded; a half where everything is. */
  public double probability() {
    double won = win + halfWin / 2;
    double lost = lose + halfLose / 2;
    return won + lost == 0 ? 0.5 : won / (won + lost);
  }

  /** Whether one side can no longer win: the stake is won, lost or returned, never at risk. */
  public boolean decided() {
    return win + halfWin == 0 || lose + halfLose == 0;
  }
}
