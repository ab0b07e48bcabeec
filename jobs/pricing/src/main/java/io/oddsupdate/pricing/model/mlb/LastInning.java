package io.oddsupdate.pricing.model.mlb;

import java.util.Arrays;

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
 * @param unplayed P(the home team need not bat in the inning)
 * @param level P(the score is level after it)
 */
record LastInning(double[] mass, int width, int lead, double unplayed, double level) {

  /**
   * @param lead home minus away now
   * @param away runs of the away team still to come
   * @param home the home team
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
    for (int rate = 0; rate < before.length; rate++) {
      after[rate] = Runs.sum(before[rate], last[rate], home.length());
    }
    double[] unplayed = home.mixed(before);
    double[] played = home.mixed(after);
    int width = withExtraInnings(away.length);
    int height = WalkOff.MARGINS + withExtraInnings(Math.max(played.length, unplayed.length));
    double[] mass = new double[height * width];
    double notPlayed = 0;
    double level = 0;
    for (int i = 0; i < height; i++) {
      double ahead = i < unplayed.length ? unplayed[i] : 0;
      double behind = i < played.length ? played[i] : 0;
      int tie = i + lead;
      for (int j = 0; j < Math.min(tie, away.length); j++) {
        mass[i * width + j] = away[j] * ahead;
        notPlayed += away[j] * ahead;
      }
      for (int j = Math.max(0, tie); j < away.length; j++) {
        mass[i * width + j] = away[j] * behind;
      }
      if (0 <= tie && tie < away.length) {
        level += away[tie] * behind;
      }
    }
    LastInning inning = new LastInning(mass, width, lead, notPlayed, level);
    inning.walkOffs(away, home, before, last, walkOff, state);
    return inning;
  }

  /** A long stretch already goes far beyond any score that is level. */
  private static int withExtraInnings(int length) {
    return length + Math.max(0, ExtraInnings.MOST - length / 2);
  }

  /**
   * The home team comes from {@code deficit} runs behind, with {@code i} runs before its turn: then
   * the away team has {@code i + deficit + lead}.
   */
  private void walkOffs(
      double[] away, Ahead home, double[][] before, double[][] last, WalkOff walkOff, int state) {
    double[][] more = new double[before.length][];
    int deficits = 0;
    for (int rate = 0; rate < before.length; rate++) {
      more[rate] = Runs.tails(last[rate]);
      deficits = Math.max(deficits, more[rate].length - 1);
    }
    double[][] wins = new double[WalkOff.MARGINS][away.length];
    double[] comeback = new double[away.length];
    for (int deficit = 0; deficit < deficits; deficit++) {
      int shift = deficit + lead;
      Arrays.fill(comeback, 0);
      for (int rate = 0; rate < before.length; rate++) {
        if (deficit + 1 < more[rate].length) {
          double chance = home.weight(rate) * more[rate][deficit + 1];
          double[] runs = before[rate];
          int end = Math.min(runs.length, away.length - shift);
          for (int i = Math.max(0, -shift); i < end; i++) {
            comeback[i + shift] += chance * runs[i];
          }
        }
      }
      double[] margins = walkOff.margins(state, deficit);
      for (int m = 0; m < WalkOff.MARGINS; m++) {
        double[] win = wins[m];
        double margin = margins[m];
        for (int j = 0; j < win.length; j++) {
          win[j] += margin * comeback[j];
        }
      }
    }
    int height = mass.length / width;
    for (int m = 0; m < WalkOff.MARGINS; m++) {
      for (int j = Math.max(0, lead); j < Math.min(away.length, height + lead - 1 - m); j++) {
        mass[(j - lead + 1 + m) * width + j] += away[j] * wins[m][j];
      }
    }
  }

  /** Until the end of the game: what is level goes on. */
  double[] decided(ExtraInnings extra) {
    double[] decided = mass.clone();
    int height = mass.length / width;
    for (int j = Math.max(0, lead); j < Math.min(width, height + lead); j++) {
      int i = j - lead;
      double chance = mass[i * width + j];
      decided[i * width + j] -= chance;
      extra.addTo(decided, width, i, j, chance);
    }
    return decided;
  }
}
