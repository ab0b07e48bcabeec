package io.oddsupdate.pricing.model.mlb;

/**
 * The joint distribution of the runs still to come until the end of the inning that may be the last
 * one: the ninth, or the extra inning being played.
 *
 * <p>With {@code h} runs before its turn in that inning, the home team bats only if it does not
 * lead. While it does not lead, its runs simply add up; once it leads, the game is over ({@link
 * WalkOff}).
 *
 * @param mass P(home = i, away = j) at {@code i * width + j}; cells of a level score included
 * @param lead home minus away now: the score is level where {@code i + lead = j}
 * @param away number of columns that have mass
 * @param unplayed P(the home team need not bat in the inning)
 * @param level P(the score is level after it)
 */
record LastInning(double[] mass, int width, int lead, int away, double unplayed, double level) {

  /**
   * @param lead home minus away now
   * @param away runs of the away team still to come
   * @param home of the home team
   * @param before by rate, its runs still to come before its turn in the inning
   * @param last by rate, its runs in the inning if it were played to the third out
   * @param state the base-out state from which it plays the inning
   */
  static LastInning of(
      int lead,
      double[] away,
      Ahead home,
      double[][] before,
      double[][] last,
      WalkOff walkOff,
      int state) {
    double[][] after = new double[before.length][];
    double[][] tails = new double[before.length][];
    int longest = home.length();
    int most = 0;
    for (int rate = 0; rate < before.length; rate++) {
      after[rate] = Runs.sum(before[rate], last[rate], longest);
      tails[rate] = Runs.tails(last[rate]);
      most = Math.max(most, after[rate].length);
    }
    double[] unplayed = home.mixed(before);
    double[] played = home.mixed(after);
    int width = Math.min(away.length + ExtraInnings.MOST, Math.max(longest, away.length));
    int height = WalkOff.MARGINS + Math.min(most + ExtraInnings.MOST, Math.max(longest, most));
    double[] mass = new double[height * width];
    double notPlayed = 0;
    double level = 0;
    for (int j = 0; j < away.length; j++) {
      int tie = j - lead;
      for (int i = 0; i < Math.min(played.length, tie + 1); i++) {
        mass[i * width + j] = away[j] * played[i];
      }
      for (int i = Math.max(0, tie + 1); i < unplayed.length; i++) {
        mass[i * width + j] = away[j] * unplayed[i];
        notPlayed += away[j] * unplayed[i];
      }
      if (0 <= tie && tie < played.length) {
        level += away[j] * played[tie];
      }
    }
    LastInning inning = new LastInning(mass, width, lead, away.length, notPlayed, level);
    inning.walkOffs(away, home, before, tails, walkOff, state);
    return inning;
  }

  private void walkOffs(
      double[] away, Ahead home, double[][] before, double[][] tails, WalkOff walkOff, int state) {
    int height = mass.length / width;
    for (int j = Math.max(0, lead); j < away.length; j++) {
      int tie = j - lead;
      for (int i = 0; i <= tie; i++) {
        int deficit = tie - i;
        double chance = 0;
        for (int rate = 0; rate < before.length; rate++) {
          if (i < before[rate].length && deficit + 1 < tails[rate].length) {
            chance += home.weight(rate) * before[rate][i] * tails[rate][deficit + 1];
          }
        }
        if (chance == 0) {
          continue;
        }
        double[] margins = walkOff.margins(state, deficit);
        for (int m = 0; m < WalkOff.MARGINS && tie + 1 + m < height; m++) {
          mass[(tie + 1 + m) * width + j] += away[j] * chance * margins[m];
        }
      }
    }
  }

  /** Until the end of the game: what is level goes on. */
  double[] decided(ExtraInnings extra) {
    double[] decided = mass.clone();
    int height = mass.length / width;
    for (int j = Math.max(0, lead); j < Math.min(away, height + lead); j++) {
      int i = j - lead;
      double chance = mass[i * width + j];
      decided[i * width + j] -= chance;
      extra.addTo(decided, width, i, j, chance);
    }
    return decided;
  }
}
