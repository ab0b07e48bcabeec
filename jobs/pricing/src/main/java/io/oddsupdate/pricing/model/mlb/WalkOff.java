package io.oddsupdate.pricing.model.mlb;

/**
 * By how much the home team wins where it ends the game in its last turn at bat. The game ends with
 * the run that decides it, so by one, except after a home run, on which every runner scores.
 *
 * <p>The half inning is a chain of plate appearances of average batters ({@link Offence}). No plate
 * appearance returns to a state: it brings a run, an out, or one more runner. So the chances follow
 * from the states that come after.
 */
final class WalkOff {
  /** Margins of 1 to 4. */
  static final int MARGINS = 4;

  /** Deficits beyond count as this one. */
  private static final int DEFICITS = 10;

  private final Offence offence;

  /** By state and deficit, P(the home team wins by 1 + m in this turn at bat) at m. */
  private final double[][][] wins = new double[BaseOut.STATES][DEFICITS][MARGINS];

  /** The same, given that it wins. */
  private final double[][][] margins = new double[BaseOut.STATES][DEFICITS][MARGINS];

  WalkOff(Offence offence) {
    this.offence = offence;
    for (int deficit = 0; deficit < DEFICITS; deficit++) {
      for (int outs = 2; outs >= 0; outs--) {
        for (int runners = 3; runners >= 0; runners--) {
          for (int bases = 0; bases < 8; bases++) {
            if (Integer.bitCount(bases) == runners) {
              fill(outs, bases, deficit);
            }
          }
        }
      }
    }
  }

  /**
   * P(it wins by 1 + m, given that it wins in this turn at bat) at m.
   *
   * @param deficit runs behind at the state, 0 where the score is level
   */
  double[] margins(int state, int deficit) {
    return margins[state][Math.min(deficit, DEFICITS - 1)];
  }

  private void fill(int outs, int bases, int deficit) {
    int state = BaseOut.of(outs, bases);
    double[] win = wins[state][deficit];
    homeRun(win, outs, bases, deficit);
    walk(win, outs, bases, deficit);
    single(win, outs, bases, deficit);
    doubled(win, outs, bases, deficit);
    add(win, offence.triple(), outs, 4, Integer.bitCount(bases), deficit);
    out(win, outs, bases, deficit);
    double sum = 0;
    for (double chance : win) {
      sum += chance;
    }
    for (int m = 0; m < MARGINS; m++) {
      margins[state][deficit][m] = sum > 0 ? win[m] / sum : m == 0 ? 1 : 0;
    }
  }

  private void homeRun(double[] win, int outs, int bases, int deficit) {
    int runs = Integer.bitCount(bases) + 1;
    if (runs > deficit) {
      win[runs - deficit - 1] += offence.homeRun();
    } else {
      add(win, offence.homeRun(), outs, 0, runs, deficit);
    }
  }

  /** Everybody is forced on as far as the bases behind are taken. */
  private void walk(double[] win, int outs, int bases, int deficit) {
    int free = Integer.lowestOneBit(~bases);
    int runs = free > 4 ? 1 : 0;
    add(win, offence.walk(), outs, free > 4 ? bases : bases | free, runs, deficit);
  }

  private void single(double[] win, int outs, int bases, int deficit) {
    int third = bases >> 2 & 1;
    double chance = offence.single();
    if ((bases & 2) == 0) {
      advance(win, chance, outs, bases, third, deficit);
      return;
    }
    advance(win, chance * offence.twoOnSingle(), outs, bases, third + 1, deficit);
    int behind = (bases & 1) == 0 ? 5 : 7;
    add(win, chance * (1 - offence.twoOnSingle()), outs, behind, third, deficit);
  }

  /** A single that leaves third base free for the runner on first. */
  private void advance(double[] win, double chance, int outs, int bases, int runs, int deficit) {
    if ((bases & 1) == 0) {
      add(win, chance, outs, 1, runs, deficit);
      return;
    }
    add(win, chance * offence.thirdOnSingle(), outs, 5, runs, deficit);
    add(win, chance * (1 - offence.thirdOnSingle()), outs, 3, runs, deficit);
  }

  private void doubled(double[] win, int outs, int bases, int deficit) {
    int runs = Integer.bitCount(bases & 6);
    if ((bases & 1) == 0) {
      add(win, offence.doubled(), outs, 2, runs, deficit);
      return;
    }
    add(win, offence.doubled() * offence.homeOnDouble(), outs, 2, runs + 1, deficit);
    add(win, offence.doubled() * (1 - offence.homeOnDouble()), outs, 6, runs, deficit);
  }

  private void out(double[] win, int outs, int bases, int deficit) {
    double plain = offence.out();
    if (outs < 2 && (bases & 4) != 0) {
      add(win, plain * offence.homeOnOut(), outs + 1, bases & 3, 1, deficit);
      plain *= 1 - offence.homeOnOut();
    }
    if (outs < 2 && (bases & 1) != 0) {
      add(win, plain * offence.doublePlay(), outs + 2, bases & 6, 0, deficit);
      plain *= 1 - offence.doublePlay();
    }
    add(win, plain, outs + 1, bases, 0, deficit);
  }

  /** A plate appearance that is no deciding home run: with the deciding run the game is over. */
  private void add(double[] win, double chance, int outs, int bases, int runs, int deficit) {
    if (runs > deficit) {
      win[0] += chance;
    } else if (outs < 3) {
      double[] after = wins[BaseOut.of(outs, bases)][deficit - runs];
      for (int m = 0; m < MARGINS; m++) {
        win[m] += chance * after[m];
      }
    }
  }
}
