package io.oddsupdate.pricing.prior;

/**
 * What the market thinks of one question before the start, without the margin. Where a stake can be
 * returned, the chance is of winning what is not returned, as odds without their margin are.
 */
public sealed interface PriorQuote {

  /** Who wins the whole game, overtimes included; a tie returns the stake. */
  record Winner(double home) implements PriorQuote {
    public Winner {
      probability("winner", home);
    }
  }

  /** The result of regulation; the away team has the rest. */
  record Result(double home, double draw) implements PriorQuote {
    public Result {
      probability("result home", home);
      probability("result draw", draw);
      probability("result away", 1 - home - draw);
    }

    double away() {
      return 1 - home - draw;
    }
  }

  /**
   * The whole game with a handicap for the home team.
   *
   * @param home chance that the home team covers
   */
  record Handicap(double line, double home) implements PriorQuote {
    public Handicap {
      quarters("handicap", line);
      probability("handicap", home);
    }
  }

  /**
   * Points, goals or runs of both teams in the whole game.
   *
   * @param over chance of more than the line
   */
  record Total(double line, double over) implements PriorQuote {
    public Total {
      quarters("total", line);
      if (line < 0) {
        throw new IllegalArgumentException("the line of total must not be negative, got " + line);
      }
      probability("total", over);
    }
  }

  private static void probability(String of, double probability) {
    if (!(probability > 0 && probability < 1)) {
      throw new IllegalArgumentException(
          "the probability of " + of + " must be between 0 and 1, got " + probability);
    }
  }

  private static void quarters(String of, double line) {
    if (!(Math.abs(line) <= 1000) || line * 4 != Math.rint(line * 4)) {
      throw new IllegalArgumentException(
          "the line of " + of + " must be a multiple of 0.25 within 1000, got " + line);
    }
  }
}
